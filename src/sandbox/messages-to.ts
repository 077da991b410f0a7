import type { InboxMessage } from '../contract.ts';
import { namesOf } from './pool/names-of.ts';
import type { State } from './state.ts';

/**
 * The messages to whoever has this name: typed, canonical, sub, address or phone number; or sent to it. Case doesn't
 * count. In a pool with sign-in by address the messages themselves know the user's UUID only.
 */
export function messagesTo({ inbox, pools }: Pick<State, 'inbox' | 'pools'>, name: string): InboxMessage[] {
  const wanted = name.toLowerCase();
  const isWanted = (other: string) => other.toLowerCase() === wanted;
  return inbox.all().filter(({ username, destination }) => {
    if (isWanted(username) || isWanted(destination)) return true;
    const users = [...pools.values()].flatMap(({ users }) => users.named(username) ?? []);
    return users.some((user) => namesOf(user).some(isWanted));
  });
}
