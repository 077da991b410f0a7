const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FORM = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d+) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/;

/** `EEE MMM d HH:mm:ss z yyyy` in UTC with English names, day without a leading zero. Protocol reference 5.5. */
export function formatTimestamp(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const day = `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate())}`;
  return `${day} ${time} UTC ${String(date.getUTCFullYear()).padStart(4, '0')}`;
}

/**
 * Epoch milliseconds of a TIMESTAMP, leniently: a padded day or a wrong weekday is still read. The service signs its
 * own re-formatted text, so such a value fails at the signature and not here.
 */
export function parseTimestamp(text: string): number | undefined {
  const [, month = '', day, hour, minute, second, year] = FORM.exec(text) ?? [];
  const monthIndex = MONTHS.indexOf(month);
  if (monthIndex < 0) return undefined;
  return Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second));
}
