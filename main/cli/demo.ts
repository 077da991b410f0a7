import { pathOf } from '@core/chain/path.ts';
import { stepSeeded, valueOf } from './demo-steps.ts';
import { EXIT } from './exit-codes.ts';
import { onInterrupt } from './on-interrupt.ts';
import type { Terminal } from './terminal.ts';
import { terminalHost } from './terminal-host.ts';
import { treeOf } from './tree.ts';

/** Steps a seeded user's sign-in with what the host remembers of the seed, and prints the chain. */
export async function demo(options: { user: string; json: boolean }, terminal: Terminal): Promise<number> {
  const { host, call } = await terminalHost();
  const interrupted = onInterrupt(host);
  try {
    const sandbox = await call('sandbox.start', {});
    if (!sandbox.ok) {
      terminal.err(`${sandbox.error.detail}\n`);
      return EXIT.sandbox.code;
    }
    const user = sandbox.value.users.find((seeded) => seeded.username === options.user);
    if (user === undefined) {
      const names = sandbox.value.users.map((seeded) => seeded.username).join(', ');
      terminal.err(`The sandbox has no user ${options.user}. Choose one of: ${names}.\n`);
      return EXIT.usage.code;
    }
    const { events, chain, stopped } = await stepSeeded(host, call, user);
    const asExpected = pathOf(chain).join() === user.path.join();
    if (options.json) terminal.out(`${JSON.stringify(events, null, 2)}\n`);
    else {
      const tokens = valueOf(await call('tokens.list', {}));
      terminal.out(treeOf(chain, { tokens, color: terminal.color, asExpected }));
    }
    if (stopped?.kind === 'missing') {
      terminal.err(`${chain.pending?.name ?? ''}: ${stopped.text}. Use the window (npm start).\n`);
    }
    return chain.status === 'tokens' || asExpected ? EXIT.ok.code : EXIT.unfinished.code;
  } finally {
    interrupted();
    await host.close();
  }
}
