/** Units of a text or a file: bytes, or UTF-16 code units. */
export type Units = Uint8Array | Uint16Array;

export interface Pattern<T> {
  readonly units: Units;
  readonly means: T;
}

export interface Hit<T> {
  readonly start: number;
  readonly end: number;
  readonly means: T;
}

/** Tells every place where one of its patterns stands, overlapping ones too; stops when `told` says true. */
export type Finder<T> = (units: Units, told: (hit: Hit<T>) => boolean | void) => void;

const BASE = 0x01000193;
const FILTER_BITS = 22;

/**
 * Finds thousands of patterns in one pass (Rabin and Karp, "Efficient randomized pattern-matching algorithms", 1987): a
 * chain of a thousand steps knows as many Sessions, and looking for them one after the other takes minutes.
 * @param window units of a pattern that are hashed; shorter patterns are left out
 */
export function finderOf<T>(patterns: readonly Pattern<T>[], window: number): Finder<T> {
  const byHash = new Map<number, { readonly pattern: Pattern<T>; readonly ahead: number }[]>();
  const filter = new Uint8Array(1 << (FILTER_BITS - 3));
  for (const pattern of patterns) {
    if (pattern.units.length < window) continue;
    // Sessions and tokens all begin alike: their middles tell them apart.
    const ahead = (pattern.units.length - window) >> 1;
    const hash = hashOf(pattern.units, ahead, window);
    const alike = byHash.get(hash);
    if (alike === undefined) byHash.set(hash, [{ pattern, ahead }]);
    else alike.push({ pattern, ahead });
    const bit = hash >>> (32 - FILTER_BITS);
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  let leaving = 1;
  for (let at = 1; at < window; at += 1) leaving = Math.imul(leaving, BASE);

  return (units, told) => {
    if (byHash.size === 0 || units.length < window) return;
    let hash = hashOf(units, 0, window);
    for (let at = 0; ; at += 1) {
      const bit = hash >>> (32 - FILTER_BITS);
      if (((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1) {
        for (const { pattern, ahead } of byHash.get(hash) ?? []) {
          const start = at - ahead;
          const end = start + pattern.units.length;
          if (start < 0 || end > units.length || !standsAt(units, pattern.units, start)) continue;
          if (told({ start, end, means: pattern.means }) === true) return;
        }
      }
      if (at + window >= units.length) return;
      const left = Math.imul(units[at] ?? 0, leaving);
      hash = (Math.imul(hash - left, BASE) + (units[at + window] ?? 0)) | 0;
    }
  };
}

/** The UTF-16 code units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
  return units;
}

function hashOf(units: Units, from: number, count: number): number {
  let hash = 0;
  for (let at = from; at < from + count; at += 1) hash = (Math.imul(hash, BASE) + (units[at] ?? 0)) | 0;
  return hash;
}

function standsAt(units: Units, pattern: Units, start: number): boolean {
  for (let at = 0; at < pattern.length; at += 1) if (units[start + at] !== pattern[at]) return false;
  return true;
}
