import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What a person types, unseen where it is secret; undefined where nobody sits there to be asked. */
export async function askAtTerminal(question: string, secret = false): Promise<string | undefined> {
  const { stdin, stderr } = process;
  return stdin.isTTY && stderr.isTTY ? typed(question, secret) : undefined;
}

/** How long a signal to oneself takes at most, milliseconds. */
const SIGNAL_MS = 1_000;

/** On stderr: what a command prints may go into a file meanwhile. */
function typed(question: string, secret: boolean): Promise<string> {
  // With an echo of its own readline would show what is typed.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: secret ? nowhere : process.stderr,
    terminal: true,
  });
  process.stderr.write(secret ? question : '');
  return new Promise((resolve) => {
    lines.on('SIGINT', () => {
      // Left open it would keep the process waiting for an answer. Closed, nothing may be left that keeps the process up
      // until the signal is taken: a signal on its way doesn't.
      lines.close();
      setTimeout(() => undefined, SIGNAL_MS);
      process.kill(process.pid, 'SIGINT');
    });
    lines.question(secret ? '' : question, (answer) => {
      lines.close();
      if (secret) process.stderr.write('\n');
      resolve(answer);
    });
  });
}
