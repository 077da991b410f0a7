import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

type Names = 'sandbox.start' | 'sandbox.inbox' | 'sandbox.advanceClock' | 'sandbox.reset';

export function sandboxHandlers({ sandbox, knownUsers, chains, tell }: Parts): Pick<Handlers, Names> {
  return {
    'sandbox.start': async () => {
      const running = sandbox.info() !== undefined;
      const info = await sandbox.start();
      if (!running) tell({ type: 'targets.changed' });
      return info;
    },
    'sandbox.inbox': () => sandbox.inbox(),
    'sandbox.advanceClock': async ({ seconds }) => {
      const moved = await sandbox.advance(seconds);
      chains.clockMoved(seconds * 1_000);
      tell({ type: 'tokens.changed' });
      return moved;
    },
    'sandbox.reset': async () => {
      const info = await sandbox.reset();
      knownUsers.forgetSandbox();
      tell({ type: 'inbox.changed' });
      return info;
    },
  };
}
