import type { ErrorEntry } from '../../errors/entry.ts';
import type { Cause, Match } from './cause.ts';
import { causes } from './causes/all.ts';

/** Causes of an error that are looked for in the same cases. */
export interface Checks {
  /** Messages of the catalogue that they go with; none: whatever the words. */
  readonly messages: readonly string[];
  /** They are looked for where the message is none of those the catalogue knows. */
  readonly otherWords?: true;
  readonly causes: readonly Pick<Cause, 'id' | 'title' | 'test'>[];
}

/** What Explain looks for where it meets an error: the most usual first, by the message it comes with. */
export function checksOf({ code, messages }: Pick<ErrorEntry, 'code' | 'messages'>): readonly Checks[] {
  const always = those(code, ({ message, unworded }) => message === undefined && unworded !== true);
  const rest = (wanted: (match: Match) => boolean) =>
    those(code, wanted).filter(({ id }) => !always.some((known) => known.id === id));
  const worded = messages.map(({ text }) => ({
    messages: [text],
    causes: rest(({ message }) => message?.test(text) === true),
  }));
  const named = new Set(worded.flatMap(({ causes: own }) => own.map(({ id }) => id)));
  const groups: Checks[] = [
    { messages: [], causes: always },
    ...merged(worded),
    // Those of words that the catalogue does not have, such as an emulator's.
    {
      ...{ messages: [], otherWords: true },
      causes: [
        ...rest(({ unworded }) => unworded === true),
        ...rest(({ unworded }) => unworded !== true).filter(({ id }) => !named.has(id)),
      ].filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at),
    },
  ];
  return groups.filter((group) => group.causes.length > 0);
}

function those(code: string, wanted: (match: Match) => boolean): Checks['causes'] {
  const all: readonly Cause[] = causes;
  return all
    .filter(({ explains }) => explains.some((match) => match.code === code && wanted(match)))
    .toSorted((a, b) => b.prior - a.prior)
    .map(({ id, title, test }) => ({ id, title, test }));
}

/** Messages with the same causes stand together. */
function merged(groups: readonly Checks[]): Checks[] {
  const key = ({ causes: own }: Checks) => own.map(({ id }) => id).join();
  return groups.flatMap((group, at) => {
    const alike = groups.filter((other) => key(other) === key(group));
    if (groups.findIndex((other) => key(other) === key(group)) < at) return [];
    return [{ ...group, messages: alike.flatMap(({ messages }) => messages) }];
  });
}
