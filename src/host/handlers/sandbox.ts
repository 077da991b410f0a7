import { maskOf } from '../../chain/mask.ts';
import type { Handlers, InboxMessage, SandboxClockState } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear } from '../reveal.ts';
import { sandboxBehaviourHandlers } from './sandbox-behaviour.ts';
import { sandboxPeopleHandlers } from './sandbox-people.ts';
import { sandboxStateHandlers } from './sandbox-state.ts';

type Names =
  | 'sandbox.start'
  | 'sandbox.inbox'
  | 'sandbox.clearInbox'
  | 'sandbox.clock'
  | 'sandbox.changeClock'
  | 'sandbox.control'
  | 'sandbox.copyControlToken';

// The sandbox tells by itself that something changed: no handler has to.

export function sandboxHandlers(parts: Parts) {
  return {
    ...runningHandlers(parts),
    ...sandboxPeopleHandlers(parts),
    ...sandboxBehaviourHandlers(parts),
    ...sandboxStateHandlers(parts),
  };
}

function runningHandlers({ ports, sandbox }: Parts): Pick<Handlers, Names> {
  const clock = async () => (await sandbox.ask('GET', 'clock')) as SandboxClockState;
  return {
    'sandbox.start': () => sandbox.start(),
    'sandbox.inbox': async () => (await sandbox.ask('GET', 'inbox')) as InboxMessage[],
    'sandbox.clearInbox': async () => {
      await sandbox.ask('DELETE', 'inbox');
      return null;
    },
    'sandbox.clock': clock,
    'sandbox.changeClock': async (change) => {
      const changed = (await sandbox.ask('POST', 'clock', change)) as SandboxClockState;
      await sandbox.start();
      return changed;
    },
    'sandbox.control': async () => {
      await sandbox.start();
      const { url, token } = ports.sandbox.access();
      return { url, tokenMask: maskOf(token, 'opaque') };
    },
    'sandbox.copyControlToken': async () => {
      await sandbox.start();
      return copyAndClear(ports.clipboard, ports.clock, ports.sandbox.access().token);
    },
  };
}
