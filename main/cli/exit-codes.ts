/** What the terminal's exit code says. Documented in `countersign --help` from this list. */
export const EXIT = {
  ok: { code: 0, meaning: 'done' },
  unfinished: { code: 1, meaning: 'the chain did not reach tokens' },
  usage: { code: 2, meaning: 'the command line could not be understood' },
  sandbox: { code: 3, meaning: 'the sandbox could not start (port taken, for example)' },
  interrupted: {
    code: 130,
    meaning: 'the demo was stopped with Ctrl+C (for the sandbox that is how it ends: 0)',
  },
} as const;

export function exitCodeHelp(): string {
  const rows = Object.values(EXIT).map(({ code, meaning }) => `  ${String(code).padEnd(4)} ${meaning}`);
  return `\nExit codes:\n${rows.join('\n')}\n`;
}
