const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const AGO = /^(\d{1,6})(s|m|min|h|d|w)$/;
const DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(\d{1,2}):(\d{2}))?$/;
const LENGTH = /^([<>])?(\d{1,7}(?:\.\d{1,3})?)(ms|s|m|min)$/;

/**
 * A moment as `since:` and `before:` name it: so long ago (`2d`, `3h`), a local day or minute (`2026-09-08`,
 * `2026-09-08T14:30`), `today`, `yesterday`. Epoch milliseconds; undefined where it is none.
 */
export function readMoment(text: string, now: number): number | undefined {
  const said = text.toLowerCase();
  if (said === 'today') return dayBefore(now, 0);
  if (said === 'yesterday') return dayBefore(now, 1);
  const [, count, unit] = AGO.exec(said) ?? [];
  if (count !== undefined && unit !== undefined) return now - Number(count) * (UNITS[unit] ?? 0);
  const [, ...numbers] = DAY.exec(said) ?? [];
  if (numbers.length === 0) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = numbers.map((number) => Number(number ?? 0));
  const date = new Date(year, month - 1, day, hour, minute);
  // A 31st of June is no day.
  const holds = date.getMonth() === month - 1 && date.getDate() === day && date.getHours() === hour;
  return holds && minute < 60 ? date.getTime() : undefined;
}

function dayBefore(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}

/** A length as `took:` names it: `>2s`, `<300ms`; without a sign, at least so long. Undefined where it is none. */
export function readLength(text: string): { side: 'over' | 'under'; ms: number } | undefined {
  const [, sign, count, unit] = LENGTH.exec(text.toLowerCase()) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return {
    side: sign === '<' ? 'under' : 'over',
    ms: Number(count) * (unit === 'ms' ? 1 : (UNITS[unit] ?? 1)),
  };
}
