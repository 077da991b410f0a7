import type { Command } from 'commander';
import { slip } from '@core/cognito/cli-words/slip.ts';

/** What the AWS CLI takes for a flag wherever it stands. */
const FLAG = /^--[a-z]/i;

/**
 * Refuses a flag where the value of the one before should be, as the AWS CLI does: `--username $NOBODY --record` would
 * be about a user called --record. @throws CoreFault ADMIN_INPUT
 */
export function refuseLostValues(command: Command, words: readonly string[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const flag = command.options.find(({ long, short }) => word === long || word === short);
    if (flag?.required !== true) continue;
    const value = words[at + 1];
    if (value !== undefined && FLAG.test(value))
      throw slip(
        `argument ${word}: expected one argument, and ${value} stands in its place. A value that begins with -- is written ${word}=VALUE.`,
      );
    at += 1;
  }
}
