import { DOTS } from '../../chain/mask.ts';
import { coverSpans, secretSpans, spellings } from '../../chain/scrub.ts';
import { finderOf, type Hit, type Pattern, unitsOf } from './finder.ts';
import { personKindBy, type PersonKind } from './kinds.ts';

/** How many different values of a kind were given a name of their own. */
export interface PseudonymCount {
  readonly kind: string;
  readonly count: number;
}

/** What stands for a value: the same for the same value, wherever in a file it turns up. */
export interface Pseudonyms {
  secret(kind: string, value: string): string;
  /** Names of people are one whatever the case they are written in: Cognito compares them so. */
  person(kind: PersonKind, value: string): string;
  /** A text of any kind with every value put by its pseudonym, in whatever spelling it stands there. */
  in(text: string): string;
  /** The same for a text that may be a name as a whole: then it is put by it, however short it is. */
  whole(text: string): string;
  /** The same for secrets alone: for names of members and AWS's own words. */
  secretsIn(text: string): string;
  counts(): readonly PseudonymCount[];
}

/** Shorter values stand everywhere by chance: they are only replaced in their own member. */
const SHORTEST_SECRET = 6;
const SHORTEST_PERSON = 3;
/** From here on a name is found in the middle of a word, too. */
const SHORTEST_INSIDE = 6;

interface Entry {
  readonly kind: string;
  readonly value: string;
  readonly person: boolean;
}

/**
 * Two rounds: first every value is told (`collect`), then what was told has its name. Names are given in the order the
 * values came, and are none of the values.
 */
export function collectPseudonyms(collect: (pseudonyms: Pseudonyms) => void): Pseudonyms {
  const entries = new Map<string, Entry>();
  const note = (kind: string, value: string, person: boolean) => {
    if (value !== '' && !entries.has(value) && !(person && entries.has(lower(value))))
      entries.set(person ? lower(value) : value, { kind, value, person });
    return value;
  };
  collect({
    secret: (kind, value) => note(kind, value, false),
    person: (kind, value) => note(personKindBy(value, kind), value, true),
    in: (text) => text,
    whole: (text) => text,
    secretsIn: (text) => text,
    counts: () => [],
  });
  return named(entries);
}

function named(entries: ReadonlyMap<string, Entry>): Pseudonyms {
  const taken = new Set([...entries.values()].map(({ value }) => lower(value)));
  const telling = [...taken].filter((value) => value.length >= SHORTEST_SECRET);
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [key, { kind, value, person }] of entries) {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const ending = person && value.includes('@') ? '@example.invalid' : '';
    names.set(key, freeName([`${kind}-`, 'hidden-', 'x'], count, ending, taken, telling));
  }
  // What was never told has no name, and is hidden all the same.
  const nameOf = (value: string, person: boolean) =>
    value === '' ? '' : (names.get(value) ?? (person ? names.get(lower(value)) : undefined) ?? DOTS);
  const replaceSecrets = replacer(
    [...entries].filter(([, { person }]) => !person),
    names,
  );
  const replaceAll = replacer([...entries], names);
  return {
    secret: (_kind, value) => nameOf(value, false),
    person: (_kind, value) => nameOf(value, true),
    in: replaceAll,
    whole: (text) =>
      (entries.get(lower(text))?.person === true && names.get(lower(text))) || replaceAll(text),
    secretsIn: replaceSecrets,
    counts: () => [...counts].map(([kind, count]) => ({ kind, count })),
  };
}

const STANDS_FOR_PERSON =
  /^(?:(?:person|phone|sub|attribute|device|hidden)-|x)\d+(?:@example\.invalid)?$|^•$/;

/** Whether a redacted file may have put this in place of somebody's name. Whoever is called so by chance is asked once more. */
export function standsForPerson(name: string): boolean {
  return STANDS_FOR_PERSON.test(name);
}

/** Whether a redacted file, or a mask, stands in place of a secret: nothing can be told of the secret by it. */
export function standsForSecret(text: string): boolean {
  return /^(?:[a-z]+(?:-[a-z]+)*-|x)\d+$|•|… [\d,]+ chars$/.test(text);
}

/** A name that is no value and holds none: a user may be called `code-1`, or `example`. */
function freeName(
  beginnings: readonly string[],
  from: number,
  ending: string,
  taken: Set<string>,
  telling: readonly string[],
): string {
  for (const tail of new Set([ending, ''])) {
    for (const beginning of beginnings) {
      for (let number = from; number < from + taken.size + 1; number += 1) {
        const name = `${beginning}${String(number)}${tail}`;
        if (taken.has(name) || telling.some((value) => name.includes(value))) continue;
        taken.add(name);
        return name;
      }
    }
  }
  return '•';
}

function replacer(
  entries: readonly (readonly [string, Entry])[],
  names: ReadonlyMap<string, string>,
): (text: string) => string {
  const patterns: Pattern<string>[] = [];
  const people: Pattern<string>[] = [];
  for (const [key, { value, person }] of entries) {
    const name = names.get(key) ?? '';
    const forms = new Set([value, ...spellings([value])]);
    for (const form of forms) {
      if (person && form.length >= SHORTEST_PERSON) people.push({ units: unitsOf(lower(form)), means: name });
      if (!person && form.length >= SHORTEST_SECRET) patterns.push({ units: unitsOf(form), means: name });
    }
  }
  const findSecrets = finderOf(patterns, SHORTEST_SECRET);
  const findPeople = finderOf(people, SHORTEST_PERSON);
  return (text) => {
    const hits: Hit<string>[] = [];
    findSecrets(unitsOf(text), (hit) => void hits.push(hit));
    const folded = lower(text);
    findPeople(unitsOf(folded), (hit) => {
      if (hit.end - hit.start >= SHORTEST_INSIDE || standsAlone(folded, hit)) hits.push(hit);
    });
    const replaced = hits.length === 0 ? text : put(text, hits);
    return coverSpans(replaced, secretSpans(replaced, []));
  };
}

/** The first and, of those, the longest. */
function put(text: string, hits: readonly Hit<string>[]): string {
  let done = '';
  let at = 0;
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (hit.start < at) {
      // What is left of a value that another one covers in part says nothing, but it may be the longer part.
      at = Math.max(at, hit.end);
      continue;
    }
    done += text.slice(at, hit.start) + hit.means;
    at = hit.end;
  }
  return done + text.slice(at);
}

function standsAlone(text: string, { start, end }: Hit<string>): boolean {
  return (
    !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  );
}

/** Lower case of the same length: places in one are places in the other. */
function lower(text: string): string {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  return Array.from(text, (sign) => {
    const small = sign.toLowerCase();
    return small.length === sign.length ? small : sign;
  }).join('');
}
