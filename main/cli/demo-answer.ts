import { challengeNamed, challenges } from '@core/challenges/index.ts';
import type { Pending } from '@core/chain/model.ts';
import type { InboxMessage, SandboxUser } from '@core/contract.ts';
import type { Field, Remembered } from '@core/form/form.ts';

/** What stands at hand for an answer. */
export interface AtHand {
  readonly user: SandboxUser;
  readonly inbox: readonly InboxMessage[];
  /** What the host fills in by itself. */
  readonly remembered: ReadonlySet<string>;
}

/** Keeps to Cognito's default password policy, and is none of the seeded ones. */
const NEW_PASSWORD = 'Better-horse-2';
/** For a name that nobody has no code is ever sent: whatever is typed is refused. */
const CODE_OF_NOBODY = '00000000';
const ATTRIBUTE = 'userAttributes.';
/** Values that a pool takes where any text is not good enough. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  email: 'demo@example.com',
  phone_number: '+447700900999',
  birthdate: '2000-01-31',
};

/** The inputs for a challenge, as a person who follows the user's path would fill them; undefined: only a person can. */
export function demoAnswer(pending: Pending, atHand: AtHand): Record<string, string> | undefined {
  if (!challenges.some(({ name, answerable }) => name === pending.name && answerable)) return undefined;
  const inputs: Record<string, string> = {};
  for (const field of challengeNamed(pending.name).fields(pending)) {
    const value = valueFor(field, pending, atHand);
    if (value !== undefined) inputs[field.key] = value;
    else if (field.required && !hostKnows(field, atHand)) return undefined;
  }
  return inputs;
}

function valueFor(field: Field, pending: Pending, { user, inbox }: AtHand): string | undefined {
  const next = user.path[user.path.indexOf(pending.name) + 1];
  if (field.inbox === true) {
    const sent = inbox.findLast(({ username }) => username === user.username)?.code;
    return sent ?? (next?.endsWith('Exception') === true ? CODE_OF_NOBODY : undefined);
  }
  if (field.replaces === 'PASSWORD') return NEW_PASSWORD;
  if (field.key.startsWith(ATTRIBUTE)) {
    return ATTRIBUTES[field.key.slice(ATTRIBUTE.length)] ?? user.username;
  }
  if (field.kind === 'choice') return chosen(field, next);
  return undefined;
}

/** The choice that leads to what the path has next; a password is chosen by what follows it. */
function chosen({ choices = [] }: Field, next: string | undefined): string | undefined {
  const leads = next === 'PASSWORD_VERIFIER' ? ['PASSWORD_SRP'] : [next, 'PASSWORD'];
  return leads.find((lead) => choices.some(({ value }) => value === lead));
}

function hostKnows(field: Field, { remembered }: AtHand): boolean {
  const sources: readonly (Remembered | undefined)[] = [
    field.remember,
    field.computedFrom,
    field.totp === true ? 'TOTP_SECRET' : undefined,
  ];
  return sources.some((source) => source !== undefined && remembered.has(source));
}
