import * as v from 'valibot';
import { command, Id } from './command.ts';

// A chain for other eyes: a ticket's text, and its steps in other languages.

/** The languages a step can be copied in, by id, with what they are called; in the order of the menu. */
export const copyFormats = {
  curl: 'cURL (bash)',
  'curl-cmd': 'cURL (cmd)',
  'curl-powershell': 'cURL (PowerShell)',
  'aws-cli': 'AWS CLI',
  javascript: 'JavaScript (SDK v3)',
  python: 'Python (boto3)',
  java: 'Java (SDK v2)',
  swift: 'Swift (AWS SDK)',
} as const;
export type CopyFormat = keyof typeof copyFormats;

export const reportCommands = {
  /**
   * The step as code that sends it again, to the clipboard; every secret is a variable of the environment. `revealed`
   * sets the variables in front: that goes to the clipboard alone, which is cleared after 60 s, and no text comes back.
   */
  'step.copyAs': command(
    v.strictObject({
      chainId: Id,
      stepId: Id,
      format: v.picklist(Object.keys(copyFormats) as CopyFormat[]),
      secrets: v.picklist(['masked', 'revealed']),
    }),
  ).returns<{ text?: string }>(),
  /** The chain as a ticket's text, without secrets, to the clipboard. Markdown. */
  'chain.copyTicket': command(v.strictObject({ chainId: Id })).returns<{ text: string }>(),
};
