import type { InboxMessage } from '../contract.ts';

/** Messages that would have been sent. Only the newest are kept. */
export interface Inbox {
  add(message: InboxMessage): void;
  /** Oldest first. */
  all(): readonly InboxMessage[];
}

const KEPT = 500;

export function createInbox(): Inbox {
  const messages: InboxMessage[] = [];
  return {
    add: (message) => {
      messages.push(message);
      if (messages.length > KEPT) messages.shift();
    },
    all: () => [...messages],
  };
}
