import { nearestName } from '../../nearest.ts';
import type { Problem } from './schema.ts';

const LISTING = ' There are: ';

/** What is said of a name that nothing here has; the place stands before it. */
export function unknownName(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const says = 'is not a name that is known here.';
  if (near === undefined) return `${says}${LISTING}${known.join(', ')}.`;
  return near.toLowerCase() === name.toLowerCase() ? `${says} Write ${near}.` : `${says} Is ${near} meant?`;
}

/** The same list of names stands in the first message only: else a file with many slips is all lists. */
export function listNamesOnce(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.map((problem) => {
    const at = problem.message.indexOf(LISTING);
    const list = problem.message.slice(at);
    if (at < 0 || !told.has(list)) {
      told.add(list);
      return problem;
    }
    return { ...problem, message: problem.message.slice(0, at) };
  });
}
