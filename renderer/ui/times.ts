const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const FULL = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Local time of day, `14:03:22`. @param at epoch milliseconds */
export function timeOfDay(at: number): string {
  return TIME.format(at);
}

/** Local, as short as the day allows: `14:03:22` today, `3 Nov, 14:03` before. */
export function shortTime(at: number, now = Date.now()): string {
  return dayOf(at) === dayOf(now) ? TIME.format(at) : DAY_TIME.format(at);
}

/** Local, in full: `3 Nov 2025, 14:03:22`. */
export function fullTime(at: number): string {
  return FULL.format(at);
}

/** UTC, for hovers and copies: `2025-11-03T14:03:22.000Z`; empty for what is no time. */
export function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** A key that is equal for moments of the same local day. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
