/** What is stored and says its version, whatever else is in it. */
export type Stored = Readonly<Record<string, unknown>>;

/** One step of lifting: from the version that is its place in the list, counted from 1, to the next. */
export type Up = (value: Stored) => Stored;

/** `newer`: a later console wrote it. `none`: it says no version that there ever was. */
export type Lifted =
  | { readonly kind: 'lifted'; readonly value: Stored }
  | { readonly kind: 'newer'; readonly version: number; readonly newest: number }
  | { readonly kind: 'none' };

/** Lifts what says its version by all steps that came since. @param version as it was read */
export function lift(value: Stored, version: unknown, ups: readonly Up[]): Lifted {
  const newest = ups.length + 1;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'none' };
  if (version > newest) return { kind: 'newer', version, newest };
  return { kind: 'lifted', value: ups.slice(version - 1).reduce((lifted, up) => up(lifted), value) };
}
