/** Units of TokenValidityUnits in seconds. */
const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** Seconds of a validity as an app client has it: a number and its unit. */
export function validitySeconds(value: number, unit: string): number {
  return value * (UNITS[unit] ?? 1);
}

/** Seconds in the largest unit that divides them: `90 minutes`, `1 hour`, `30 days`. */
export function durationOf(seconds: number): string {
  const [unit, length] = Object.entries(UNITS).findLast(
    ([, size]) => seconds >= size && seconds % size === 0,
  ) ?? ['seconds', 1];
  const count = seconds / length;
  return `${count.toLocaleString('en-US')} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
