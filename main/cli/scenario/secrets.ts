import type { Surroundings } from '../surroundings.ts';

/** Secrets of a run: those that were given, and those a person typed meanwhile. */
export interface RunSecrets {
  /** Of these names what is known, and all that was given: one that is called as a field fills it. */
  of(names: readonly string[]): Readonly<Record<string, string>>;
  /** Asks a person, one question at a time. A secret is asked for once, whatever lanes need it. */
  ask(question: string, secret: boolean): Promise<string | undefined>;
  /** Every value. */
  known(): readonly string[];
}

export function createSecrets(
  given: Readonly<Record<string, string>>,
  { ask }: Pick<Surroundings, 'ask'>,
): RunSecrets {
  const values = new Map(Object.entries(given));
  let turn: Promise<unknown> = Promise.resolve();

  async function put(question: string, secret: boolean): Promise<string | undefined> {
    const known = secret ? values.get(question) : undefined;
    if (known !== undefined) return known;
    const typed = await ask(`${question}: `, { secret });
    if (typed === undefined || typed === '') return undefined;
    if (secret) values.set(question, typed);
    return typed;
  }

  return {
    of: (names) =>
      Object.fromEntries(
        [...new Set([...Object.keys(given), ...names])].flatMap((name) => {
          const value = values.get(name);
          return value === undefined ? [] : [[name, value] as const];
        }),
      ),
    ask(question, secret) {
      const answer = turn.then(() => put(question, secret));
      turn = answer.catch(() => undefined);
      return answer;
    },
    known: () => [...values.values()],
  };
}
