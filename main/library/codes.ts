import type { Call } from '@core/contract.ts';
import { totpCode } from '@core/crypto/totp.ts';
import { valueIn } from '../cli/value-in.ts';
import type { SandboxUser } from './testing-types.d.ts';

/** Codes for whoever signs in beside this library: a browser, an application. */
export interface LibraryCodes {
  /** @param within milliseconds */
  sent(username: string, within?: number): Promise<string>;
  totp(user: SandboxUser): Promise<string>;
  /** A sign-in ended with tokens: what was sent to its user up to now is spent, and given to nobody. */
  spent(username: string): Promise<void>;
  /** The sandbox was put back to its seed. */
  forget(): void;
}

const WITHIN = 5_000;
/** Between two looks. Milliseconds. */
const EVERY = 50;

export function createCodes(call: Call): LibraryCodes {
  const given = new Set<string>();
  const sentTo = async (username: string) =>
    valueIn(await call('sandbox.inbox', {})).filter((each) => each.username === username);
  return {
    async sent(username, within = WITHIN) {
      const until = Date.now() + within;
      for (;;) {
        const messages = await sentTo(username);
        const newest = messages.at(-1);
        if (newest !== undefined && !given.has(newest.id)) {
          // Older ones are spent: nobody is given them after a newer one.
          for (const { id } of messages) given.add(id);
          return newest.code;
        }
        if (Date.now() >= until) {
          const state = newest === undefined ? 'Nothing was' : 'Nothing new was';
          throw new Error(`${state} sent to ${username} within ${String(within)} ms.`);
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY));
      }
    },
    async totp({ username, totpSecret }) {
      if (totpSecret === undefined) throw new Error(`${username} has no TOTP seed.`);
      const { now } = valueIn(await call('sandbox.clock', {}));
      return totpCode(totpSecret, Date.parse(now));
    },
    async spent(username) {
      for (const { id } of await sentTo(username)) given.add(id);
    },
    forget: () => given.clear(),
  };
}
