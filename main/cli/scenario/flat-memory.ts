import { setFlagsFromString } from 'node:v8';

/** Percent that the old generation may grow over what is alive in it before V8 collects it. */
const GROWTH = 40;

/**
 * Keeps the resident set of a long run near what is alive. Some 30 MB are, however many cases ran; left alone, V8 lets
 * promoted garbage triple that before it looks (`npm run bench scenarios` prints the set by quarters). It costs no time.
 */
export function keepMemoryFlat(): void {
  setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`);
}
