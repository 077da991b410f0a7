const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration of a scenario file, such as 500ms, 2s, 4m, 1h or 30d, in milliseconds; 0 for anything else. */
export function millisecondsIn(duration: string): number {
  const [, count = '0', unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration.trim()) ?? [];
  return Number(count) * (UNITS[unit] ?? 1);
}
