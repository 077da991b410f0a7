import type { Command } from 'commander';
import { slip } from '@core/cognito/cli-words/slip.ts';

/** What the AWS CLI takes for a flag wherever it stands. */
const FLAG = /^--[a-z]/i;

/**
 * Flags as they are called, where the beginning of a name was typed: the AWS CLI takes one that fits no other.
 * @throws CoreFault ADMIN_INPUT for one that fits several
 */
export function wholeFlags(command: Command, words: readonly string[]): readonly string[] {
  const known = command.options.flatMap(({ long }) => long ?? []);
  return words.map((word) => {
    const [typed = '', ...value] = word.split('=');
    if (!FLAG.test(typed) || known.includes(typed) || typed === '--help') return word;
    const meant = known.filter((flag) => flag.startsWith(typed));
    const [one, ...others] = meant;
    if (one === undefined) return word;
    if (others.length > 0) throw slip(`ambiguous option: ${typed} could match ${meant.join(', ')}`);
    return [one, ...value].join('=');
  });
}

/**
 * Refuses a flag where the value of the one before should be, as the AWS CLI does: `--username $NOBODY --record` would
 * be about a user called --record. So it does a value behind a switch. @throws CoreFault ADMIN_INPUT
 */
export function refuseLostValues(command: Command, words: readonly string[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const flag = command.options.find(({ long, short }) => word === long || word === short);
    const value = words[at + 1];
    if (
      flag !== undefined &&
      !flag.required &&
      !flag.optional &&
      value !== undefined &&
      !value.startsWith('-')
    )
      throw slip(
        `argument ${word}: it takes no value, and ${value} stands behind it.${
          command.options.some(({ long }) => long === negated(word)) ? ` The other is ${negated(word)}.` : ''
        }`,
      );
    if (flag?.required !== true) continue;
    if (value !== undefined && FLAG.test(value))
      throw slip(
        `argument ${word}: expected one argument, and ${value} stands in its place. A value that begins with -- is written ${word}=VALUE.`,
      );
    at += 1;
  }
}

function negated(flag: string): string {
  return flag.startsWith('--no-') ? flag.replace('--no-', '--') : flag.replace('--', '--no-');
}
