import * as v from 'valibot';
import {
  FACTOR_WORDS,
  factorIn,
  noSuchFactor,
  noSuchState,
  secondFactorsOf,
  STATE_WORDS,
  stateIn,
} from './kinds.ts';
import type { TestFactor, TestState } from './kinds.ts';
import { filled, placeholderFaults } from './placeholders.ts';
import { checkWanted, MOST_USERS, refused, type Wanted, type WantedUser } from './wanted.ts';

const USUAL_NAME = 'qa-{state}-{factor}-{n}';
const Pattern = v.pipe(v.string(), v.maxLength(500));
const State = kind(stateIn, noSuchState);
const Factor = kind(factorIn, noSuchFactor);

/**
 * Test users as a table: every state with every factor, `each` times. Patterns may hold `{state}`, `{factor}`, `{n}` (1,
 * 2, 3 … through all users), `{nnn}` (the same with at least three figures) and `{username}`.
 */
export const TemplateSchema = v.strictObject({
  username: v.optional(v.pipe(Pattern, v.minLength(1)), USUAL_NAME),
  states: v.optional(v.pipe(v.array(State), v.maxLength(20)), ['CONFIRMED']),
  factors: v.optional(v.pipe(v.array(Factor), v.maxLength(20)), ['none']),
  each: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_USERS)), 1),
  /** Pairs that are left out. */
  exclude: v.optional(
    v.pipe(
      v.array(v.strictObject({ state: v.optional(State), factor: v.optional(Factor) })),
      v.maxLength(50),
    ),
    [],
  ),
  email: v.optional(Pattern, '{username}@example.com'),
  /** For those who need a number. The default is of a range kept for fiction (Ofcom, 07700 900000-900999). */
  phone: v.optional(Pattern, '+447700900{nnn}'),
  /** By AWS's names; patterns. */
  attributes: v.optional(v.record(v.pipe(v.string(), v.maxLength(100)), Pattern), {}),
  groups: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(128))), v.maxLength(50)), []),
});
export type Template = v.InferOutput<typeof TemplateSchema>;
/** As it is written: everything may be left out. */
export type TemplateText = v.InferInput<typeof TemplateSchema>;

/** The users of a template, state by state, factor by factor. */
export function usersOf(template: Template): Wanted {
  const { states, factors, each, exclude } = template;
  const pairs = [...new Set(states)].flatMap((state) =>
    [...new Set(factors)]
      .filter((factor) => !exclude.some((out) => isOut(out, state, factor)))
      .map((factor) => ({ state, factor })),
  );
  if (pairs.length === 0) {
    const empty = states.length === 0 ? 'states' : factors.length === 0 ? 'factors' : 'exclude';
    return refused('Nobody is asked for.', { field: empty });
  }
  if (pairs.length * each > MOST_USERS)
    return refused(`${String(pairs.length * each)} users are more than ${String(MOST_USERS)} at once.`, {
      field: 'each',
    });
  const misspelt = placeholderFaults(template);
  const told = new Set(misspelt.map(({ field }) => field));
  // What is made of a misspelt name would be its echo.
  const sound = told.has('username') ? { ...template, username: USUAL_NAME } : template;
  const users = pairs.flatMap(({ state, factor }, pair) =>
    Array.from({ length: each }, (_, one) => userOf(sound, state, factor, pair * each + one + 1)),
  );
  const checked = checkWanted(users, undefined, (name) => memberFor(name, template), apartBy(template));
  if (checked.ok && misspelt.length === 0) return checked;
  // What is wrong with a pattern is wrong with all that is made of it.
  const others = (checked.ok ? [] : checked.faults).filter(({ field }) => {
    const isNew = !told.has(field) && !(field === 'email' && told.has('username') && isEcho(template));
    told.add(field);
    return isNew;
  });
  return { ok: false, faults: [...misspelt, ...others] };
}

/** What tells apart those of one name: which cells of the table they are of, or among those of one cell their number. */
function apartBy({ each, username }: Template): string {
  const ways = ['{state}', '{factor}'].filter((one) => each === 1 && !username.includes(one));
  return `Put ${[...ways, '{n}'].join(' or ')} into the names: {n} counts the users.`;
}

/** Whether an address is made of the name, so that what is wrong with that is wrong with it. */
function isEcho({ email }: Template): boolean {
  return email.includes('{username}@');
}

/** The member of a template that an attribute comes from. */
function memberFor(name: string, { attributes }: Template): string {
  if (attributes[name] !== undefined) return `attributes.${name}`;
  return name === 'phone_number' ? 'phone' : name;
}

function userOf(template: Template, state: TestState, factor: TestFactor, n: number): WantedUser {
  const values = {
    state: STATE_WORDS[state],
    factor: FACTOR_WORDS[factor],
    n: String(n),
    nnn: String(n).padStart(3, '0'),
  };
  const username = filled(template.username, values);
  const fill = (pattern: string) => filled(pattern, { ...values, username });
  const attributes = {
    ...(template.email === '' ? {} : { email: fill(template.email) }),
    ...(needsPhone(state, factor) && template.phone !== '' ? { phone_number: fill(template.phone) } : {}),
    ...Object.fromEntries(Object.entries(template.attributes).map(([name, text]) => [name, fill(text)])),
  };
  return { username, state, factor, attributes, groups: template.groups };
}

/** A recovery code never goes where a second factor does: a mail user who is reset needs another way. */
function needsPhone(state: TestState, factor: TestFactor): boolean {
  const factors = secondFactorsOf(factor);
  return factors.includes('SMS_MFA') || (state === 'RESET_REQUIRED' && factors.includes('EMAIL_OTP'));
}

function isOut(out: Template['exclude'][number], state: TestState, factor: TestFactor): boolean {
  if (out.state === undefined && out.factor === undefined) return false;
  return (out.state ?? state) === state && (out.factor ?? factor) === factor;
}

/** AWS's name or a short word. */
function kind<T extends string>(read: (text: string) => T | undefined, none: (text: string) => string) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => read(text) !== undefined,
      ({ input }) => none(input),
    ),
    v.transform((text) => read(text) as T),
  );
}
