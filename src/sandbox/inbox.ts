import type { InboxMessage } from '../contract.ts';

/** Messages that would have been sent. Only the newest are kept. */
export interface Inbox {
  add(message: InboxMessage): void;
  /** Oldest first. */
  all(): readonly InboxMessage[];
  clear(): void;
}

const KEPT = 500;

export function createInbox(kept: readonly InboxMessage[] = []): Inbox {
  const messages: InboxMessage[] = [...kept];
  return {
    add: (message) => {
      messages.push(message);
      if (messages.length > KEPT) messages.shift();
    },
    all: () => [...messages],
    clear: () => void messages.splice(0),
  };
}
