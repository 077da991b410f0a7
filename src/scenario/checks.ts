import { asText, type JsonValue } from '../json.ts';
import { millisecondsIn } from './duration.ts';
import { valueAtPointer } from './json-pointer.ts';
import { fits, isEqual, wishWords } from './match.ts';
import type { CheckResult } from './result.ts';
import type { Expect } from './schema.ts';
import type { Seen } from './seen.ts';

const NONE = 'nothing';
/** Longer texts are cut in results. Characters. */
const LONGEST_SHOWN = 600;

export interface Checking {
  /** With every `${NAME}` filled in. */
  readonly expect: Expect;
  /** As the file has it. */
  readonly said: Expect;
  /** Takes secrets out of a text. */
  readonly hide: (text: string) => string;
}

/**
 * Everything a step asks of what came, one result each, in the order of the file's description. An exception or a failure
 * that nothing asked for fails the check `went`.
 */
export function checksOf(seen: Seen, { expect, said, hide }: Checking): CheckResult[] {
  const results: CheckResult[] = [];
  const add = (what: string, expected: string, got: string, passed: boolean) =>
    results.push({ what, expected: shown(hide(expected)), got: shown(hide(got)), passed });
  const same = (what: string, wish: unknown, got: JsonValue | undefined) =>
    add(what, wishWords(wish), got === undefined ? NONE : asText(got), fits(wish, got));
  const came = cameTo(seen);

  if (expect.challenge !== undefined)
    add('challenge', expect.challenge, came, seen.came === 'challenge' && seen.name === expect.challenge);
  if (expect.tokens !== undefined)
    add('tokens', expect.tokens ? 'tokens' : 'no tokens', came, (seen.came === 'tokens') === expect.tokens);
  if (expect.error !== undefined)
    add('error', expect.error, came, isRefusal(seen) && seen.name === expect.error);
  if (expect.message !== undefined)
    same('message', expect.message, isRefusal(seen) ? seen.message : undefined);
  if (expect.status !== undefined) same('status', expect.status, seen.status);
  for (const [name, wish] of Object.entries(expect.parameters ?? {}))
    same(`parameters.${name}`, wish, own(seen.parameters, name));
  if (expect.available !== undefined) {
    const [wish, got] = [[...expect.available].sort(), [...seen.available].sort()];
    add('available', wish.join(', ') || NONE, got.join(', ') || NONE, isEqual(got, wish));
  }
  if (expect.session !== undefined) {
    const got = sessionOf(seen);
    add('session', expect.session, got, got === expect.session);
  }
  for (const kind of ['id', 'access'] as const)
    for (const [name, wish] of Object.entries(expect.claims?.[kind] ?? {})) {
      const claims = seen.claims[kind];
      if (claims === undefined) add(`claims.${kind}.${name}`, wishWords(wish), `no ${kind} token`, false);
      else same(`claims.${kind}.${name}`, wish, own(claims, name));
    }
  for (const [pointer, wish] of Object.entries(expect.body ?? {}))
    same(`body ${pointer}`, wish, valueAtPointer(seen.body, pointer));
  for (const [name, wish] of Object.entries(expect.headers ?? {}))
    same(`headers.${name}`, wish, headerOf(seen, name));
  if (expect.took !== undefined) {
    const most = millisecondsIn(expect.took.replace(/^<\s*/, ''));
    add('took', expect.took, `${String(Math.round(seen.ms))}ms`, seen.ms < most);
  }
  for (const [index, text] of (expect.absent ?? []).entries()) {
    const where = placesOf(seen, text);
    add(
      `absent[${String(index)}]`,
      `${said.absent?.[index] ?? text} nowhere in the response`,
      where ?? NONE,
      where === undefined,
    );
  }
  if (isRefusal(seen) && !expectsRefusal(expect) && results.every(({ passed }) => passed))
    add('went', 'no error', came, false);
  return results;
}

/** What came, in one line. */
export function cameTo({ came, name, message }: Seen): string {
  if (came === 'tokens') return 'tokens';
  if (came === 'done') return 'done';
  return came === 'challenge' || message === '' ? name : `${name}: ${message}`;
}

export function isRefusal({ came }: Seen): boolean {
  return came === 'error' || came === 'failure';
}

/** Whether a step is meant to be refused. */
export function expectsRefusal({ error, message, status = 0 }: Expect): boolean {
  return error !== undefined || message !== undefined || status >= 400;
}

/** The Session that came, beside the one that was sent. */
export function sessionOf({ sessionCame, sessionSent }: Seen): 'new' | 'same' | 'none' {
  if (sessionCame === undefined) return 'none';
  return sessionCame === sessionSent ? 'same' : 'new';
}

export function headerOf({ headers }: Seen, name: string): string | undefined {
  return headers.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}

/** Where in the response a text stands: as it is, as JSON or a URL writes it, or inside a token's claims. */
function placesOf({ text, headers, claims }: Seen, sought: string): string | undefined {
  if (sought === '') return undefined;
  const forms = new Set([sought, JSON.stringify(sought).slice(1, -1), encoded(sought)]);
  const holds = (where: string) => [...forms].some((form) => where.includes(form));
  if (holds(text)) return 'in the body';
  const header = headers.find(([, value]) => holds(value));
  if (header !== undefined) return `in the header ${header[0]}`;
  const token = (['id', 'access'] as const).find((kind) => holds(JSON.stringify(claims[kind] ?? {})));
  return token === undefined ? undefined : `in the claims of the ${token} token`;
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // A lone surrogate has no spelling in a URL.
    return text;
  }
}

function own<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
