/**
 * Durations and moments as people read them. Units in, text out; no locale data, so the window and the terminal agree.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time in at most two units: `84 ms`, `1.2 s`, `38 s`, `2 min 5 s`, `3 h 10 min`, `2 d 4 h`.
 * @param ms milliseconds; negative counts as 0
 */
export function duration(ms: number): string {
  const length = Math.max(0, ms);
  if (Math.round(length) < SECOND) return `${Math.round(length)} ms`;
  if (length < 9.95 * SECOND) return `${(length / SECOND).toFixed(1)} s`;
  const seconds = Math.round(length / SECOND);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return twoUnits(seconds, 60, 'min', 's');
  const minutes = Math.round(length / MINUTE);
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(Math.round(length / HOUR), 24, 'd', 'h');
}

function twoUnits(count: number, per: number, large: string, small: string): string {
  const rest = count % per;
  const whole = `${Math.floor(count / per)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}

/** A count-down in the form of a clock: `2:31`, `0:07`, `1:02:03`. Rounds up, so that 0:00 means over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/** How long ago, one unit: `just now`, `12 s ago`, `4 min ago`, `2 h ago`, `3 d ago`. */
export function ago(ms: number): string {
  if (ms < 2 * SECOND) return 'just now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s ago`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${Math.floor(ms / DAY)} d ago`;
}

/** Bytes as a person reads them: `312 B`, `1.6 kB`, `10.2 MB`, `3.2 GB`. */
export function byteCount(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
