/** A TIMESTAMP as the service reads it: parsed, written anew, and compared with what was sent. */
export interface TimestampReading {
  readonly text: string;
  /**
   * `padded`: the day has zeros or spaces in front; `weekday`: not the date's; `zone`: not UTC; `unreadable`: not
   * `EEE MMM d HH:mm:ss z yyyy` at all.
   */
  readonly form: 'canonical' | 'padded' | 'weekday' | 'zone' | 'unreadable';
  /** How the service writes the same moment. */
  readonly canonical?: string;
  /** The moment, epoch milliseconds. */
  readonly at?: number;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const FORM = /^([A-Za-z]{3}) ([A-Za-z]{3}) ( *\d+) (\d{2}):(\d{2}):(\d{2}) ([A-Za-z]{2,5}) (\d{4})$/;

/** Reads TIMESTAMP (protocol reference 5.5): `Tue Sep 8 09:05:07 UTC 2026`. */
export function readTimestamp(text: string): TimestampReading {
  const [, weekday = '', month = '', day = '', hour, minute, second, zone = '', year] = FORM.exec(text) ?? [];
  const monthAt = MONTHS.findIndex((name) => name === month);
  if (hour === undefined || monthAt < 0) return { text, form: 'unreadable' };
  const at = Date.UTC(Number(year), monthAt, Number(day), Number(hour), Number(minute), Number(second));
  const canonical = writeTimestamp(at);
  const date = new Date(at);
  // 31 September rolls over: no such day.
  if (date.getUTCDate() !== Number(day) || Number(hour) > 23) return { text, form: 'unreadable' };
  if (zone !== 'UTC') return { text, form: 'zone', canonical };
  if (weekday !== WEEKDAYS[date.getUTCDay()]) return { text, form: 'weekday', canonical, at };
  if (day !== String(date.getUTCDate())) return { text, form: 'padded', canonical, at };
  return { text, form: 'canonical', canonical, at };
}

/** A moment as the service writes it. @param at epoch milliseconds; fractions of a second are dropped */
export function writeTimestamp(at: number): string {
  const date = new Date(at);
  const time = date.toISOString().slice(11, 19);
  const [weekday, month] = [WEEKDAYS[date.getUTCDay()], MONTHS[date.getUTCMonth()]];
  return `${weekday} ${month} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}
