import { sendsCode } from '../challenges/traits.ts';
import { answeredAs, judgedByTriggers } from './answered.ts';

/** An answer that is about to be sent: what it answers, and what was supplied for it. */
export interface Meant {
  /** The flow or challenge that it answers, AWS's name. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Typed over what is computed; null leaves out. */
  readonly responses?: Readonly<Record<string, unknown>>;
  /** The same of the request's top-level members. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** A body of its own may hold anything. */
  readonly rawBody?: string | undefined;
}

/** What an answer may do to a real person. */
export interface AnswerHarm {
  /** Which failed tries a wrong one adds to. */
  readonly counts?: 'password' | 'code';
  /** `sure`: a message with a code goes out. `may`: it depends on the user and the pool. */
  readonly message?: 'sure' | 'may';
}

/** Typed over, these make it another answer than its name says. */
const TELLING = ['AuthFlow', 'AuthParameters', 'ChallengeName', 'ChallengeResponses'];

/** What sending this may do, by what flows and challenges say of themselves. Nothing is known of the user. */
export function harmOf(meant: Meant): AnswerHarm {
  const { counts } = answeredAs(meant.name);
  if (isAnything(meant)) return { counts: counts?.factor ?? 'password', message: 'may' };
  const sent = sentBy(meant);
  const key = counts?.carriedBy;
  const carried =
    key === undefined ||
    (sent[key] ?? '') !== '' ||
    key in (meant.responses ?? {}) ||
    [sent['ANSWER'], sent['PREFERRED_CHALLENGE']].includes(key);
  const counted = carried ? counts?.factor : undefined;
  const message = messageAfter(meant.name, sent) ?? (counted === 'password' ? 'may' : undefined);
  return {
    ...(counted === undefined ? {} : { counts: counted }),
    ...(message === undefined ? {} : { message }),
  };
}

function isAnything({ rawBody, members = {} }: Meant): boolean {
  return rawBody !== undefined || TELLING.some((member) => member in members);
}

function sentBy({ inputs, responses = {} }: Meant): Record<string, string> {
  const changed = Object.entries(responses);
  const gone = new Set(changed.flatMap(([key, value]) => (value === null ? [key] : [])));
  return Object.fromEntries([
    ...Object.entries(inputs).filter(([key, value]) => value !== '' && !gone.has(key)),
    ...changed.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ]);
}

/** A trigger may send anything: codes by mail and SMS are what custom challenges are mostly made for. */
function messageAfter(name: string, sent: Readonly<Record<string, string>>): AnswerHarm['message'] {
  const { next, follows } = answeredAs(name);
  const after = follows?.(sent);
  switch (after?.by) {
    case 'password':
    case 'task':
    case 'triggers':
      return 'may';
    case 'last factor':
      return undefined;
    case 'choice':
      return after.chosen !== undefined && sendsCode(after.chosen) ? 'sure' : undefined;
    case 'protocol':
      return after.names.every(sendsCode) ? 'sure' : oneOf(after.names);
    case 'nobody':
    case undefined:
      return oneOf(next);
  }
}

function oneOf(names: readonly string[]): AnswerHarm['message'] {
  return names.some((name) => sendsCode(name) || judgedByTriggers(name)) ? 'may' : undefined;
}
