import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

type Names = 'sandbox.start' | 'sandbox.inbox' | 'sandbox.advanceClock' | 'sandbox.reset';

export function sandboxHandlers({ sandbox, knownUsers, tell }: Parts): Pick<Handlers, Names> {
  return {
    'sandbox.start': async () => {
      const running = sandbox.info() !== undefined;
      const info = await sandbox.start();
      if (!running) tell({ type: 'targets.changed' });
      return info;
    },
    'sandbox.inbox': () => sandbox.inbox(),
    'sandbox.advanceClock': ({ seconds }) => sandbox.advance(seconds),
    'sandbox.reset': async () => {
      const info = await sandbox.reset();
      knownUsers.forgetSandbox();
      tell({ type: 'inbox.changed' });
      return info;
    },
  };
}
