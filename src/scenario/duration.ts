const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How a duration is written: 500ms, 2s, 4m, 1h, 30d. */
export const DURATION = /^\d+(\.\d+)?(ms|s|m|h|d)$/;

/** Whether it is a limit, and none of nothing: a millisecond at least. */
export function isLimit(duration: string): boolean {
  return DURATION.test(duration) && millisecondsIn(duration) >= 1;
}

/** A duration of a scenario file, such as 500ms, 2s, 4m, 1h or 30d, in milliseconds; 0 for anything else. */
export function millisecondsIn(duration: string): number {
  const [text, , unit = ''] = DURATION.exec(duration.trim()) ?? [];
  return text === undefined ? 0 : Number.parseFloat(text) * (UNITS[unit] ?? 1);
}
