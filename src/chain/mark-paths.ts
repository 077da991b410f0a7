/**
 * The sign of every state on a 16 px grid, drawn with 1.4 px strokes: each has a shape of its own, so that it reads
 * without colour. The window's icons and every exported picture draw these.
 */
export const markPaths = {
  ok: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5.5 8.2l1.8 1.8 3.3-3.8',
  failed: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM6 6l4 4M10 6l-4 4',
  waiting:
    'M8 2a6 6 0 0 1 2.6.6M12.9 4.5c.6.8 1 1.8 1.1 2.8M13.8 9.6a6 6 0 0 1-1.4 2.5M10.2 13.6A6 6 0 0 1 8 14M5.4 13.4a6 6 0 0 1-2-1.5M2.2 9.6A6 6 0 0 1 2 8c0-.7.1-1.3.3-1.9M3.5 4a6 6 0 0 1 2.2-1.6',
  expired:
    'M4.5 2h7M4.5 14h7M5.5 2v2.2c0 1.6 2.5 2.4 2.5 3.8s-2.5 2.2-2.5 3.8V14M10.5 2v2.2C10.5 5.8 8 6.6 8 8s2.5 2.2 2.5 3.8V14',
  retried: 'M3 3v3.5h3.5M3.3 6.4A5.3 5.3 0 1 1 2.8 9.4',
  guard:
    'M7.1 2.6 1.9 11.8A1 1 0 0 0 2.8 13.4h10.4a1 1 0 0 0 .9-1.6L8.9 2.6a1 1 0 0 0-1.8 0ZM8 6.3v3M8 11.3v.1',
  sending: 'M8 2a6 6 0 1 1-5.6 3.9',
  tokens: 'M8 1.8 13 3.7v3.9c0 3-2 5.3-5 6.6-3-1.3-5-3.6-5-6.6V3.7L8 1.8ZM5.8 8l1.6 1.6 2.9-3.2',
  idle: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5.5 8h5',
} as const;

/** What the state of a step, a challenge or a chain is shown as. */
export type Mark = keyof typeof markPaths;
