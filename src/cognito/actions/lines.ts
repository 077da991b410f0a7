import type { UserFacts } from '../../chain/user-facts.ts';

/** A fact that is a list holds one entry a line; an entry begins with what it is called by. */
export function linesOf(facts: UserFacts, name: string): string[] {
  return (facts[name] ?? '').split('\n').filter((line) => line !== '');
}

export function withLines(facts: UserFacts, name: string, lines: readonly string[]): UserFacts {
  return { ...facts, [name]: [...lines].sort().join('\n') };
}

/** The facts without the entries of a list, as far as it is known. */
export function without(facts: UserFacts, name: string, gone: (line: string) => boolean): UserFacts {
  if (facts[name] === undefined) return facts;
  return withLines(
    facts,
    name,
    linesOf(facts, name).filter((line) => !gone(line)),
  );
}

/** `eu-west-1_… (phone) remembered` is called `eu-west-1_…`. */
export function nameOf(line: string): string {
  return line.split(' ', 1)[0] ?? '';
}
