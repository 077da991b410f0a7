/** What the terminal's exit code says. Documented in `countersign --help` from this list. */
export const EXIT = {
  ok: {
    code: 0,
    meaning:
      'done; for the demo: tokens, or the refusal that the user is there to show; for reproduce: the same as then',
  },
  unfinished: {
    code: 1,
    meaning:
      'the demo ended otherwise than its user’s path, a reproduction otherwise than then; for run: checks failed; for matrix and parity: something came otherwise',
  },
  usage: { code: 2, meaning: 'the command line could not be understood' },
  sandbox: { code: 3, meaning: 'the sandbox could not start (port taken, for example)' },
  unusable: {
    code: 4,
    meaning:
      'not done, or not all of it: a damaged file, no such chain or secret, no keychain, an export that would hold a secret',
  },
  stopped: {
    code: 5,
    meaning:
      'a reproduction can’t tell: something to type is missing, or what it runs again holds no answer to compare with',
  },
  badFile: { code: 6, meaning: 'a scenario file can’t be run: its mistake is told with its line' },
  unreachable: { code: 7, meaning: 'a target that is not known or does not answer' },
  secretMissing: { code: 8, meaning: 'a secret that a scenario names was not given' },
  timedOut: { code: 9, meaning: 'a scenario took longer than its time limit' },
  crashed: {
    code: 70,
    meaning: 'Countersign itself failed: what it says then belongs into a bug report',
  },
  badRequest: {
    code: 252,
    meaning: 'for admin, as the AWS CLI: the command or its request can’t be understood, nothing was sent',
  },
  noCredentials: {
    code: 253,
    meaning: 'for admin, as the AWS CLI: no credentials, or no region, for this call',
  },
  refused: { code: 254, meaning: 'for admin, as the AWS CLI: the service refused, its exception is told' },
  unanswered: { code: 255, meaning: 'for admin, as the AWS CLI: no answer that could be used' },
  interrupted: {
    code: 130,
    meaning: 'stopped with Ctrl+C (the sandbox itself ends with 0 then; run through npm, npm says 130)',
  },
} as const;

export function exitCodeHelp(): string {
  const rows = Object.values(EXIT).map(({ code, meaning }) => `  ${String(code).padEnd(4)} ${meaning}`);
  return `\nExit codes:\n${rows.join('\n')}\n`;
}
