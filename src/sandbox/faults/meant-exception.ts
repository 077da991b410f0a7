import { nearestName } from '../../nearest.ts';
import { exceptionMessages } from './exceptions.ts';

const known = Object.keys(exceptionMessages);
const SUFFIX = /(?:Exception|Error)$/i;
/** A free name may be short; one this long that differs in a letter or two is a slip. */
const LONG = 12;

/**
 * The exception that a name with a slip means. Undefined for one that is known, and for one that is like none: a rule may
 * answer with any name, but a slip would test nothing.
 */
export function meantException(given: string): string | undefined {
  const name = given.slice(given.lastIndexOf('#') + 1);
  if (Object.hasOwn(exceptionMessages, name)) return undefined;
  if (name.length >= LONG) {
    const whole = nearestName(name, known, 2);
    if (whole !== undefined) return whole;
  }
  if (!SUFFIX.test(name)) return undefined;
  const stem = name.replace(SUFFIX, '');
  const stems = known.map((exception) => exception.replace(SUFFIX, ''));
  const near = nearestName(stem, stems, Math.min(2, Math.floor(stem.length / 4)));
  return near === undefined ? undefined : known[stems.indexOf(near)];
}
