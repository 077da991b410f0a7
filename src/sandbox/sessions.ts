import { createHmac } from 'node:crypto';
import { isAdminCall, type Context, type Subject } from './context.ts';
import type { CustomFlow } from './custom-flow.ts';
import { simulateUser } from './pool/simulate-user.ts';
import { invalidSession, refusal } from './refusal.ts';
import type { Client } from './pool/client.ts';
import type { MfaMethod } from './pool/user.ts';
import type { FirstFactor } from './pool/pool-settings.ts';

/** What a pending challenge remembers between the question and the answer. */
export type Pending =
  | { readonly challenge: 'NEW_PASSWORD_REQUIRED' }
  | { readonly challenge: 'SOFTWARE_TOKEN_MFA' }
  | { readonly challenge: 'CUSTOM_CHALLENGE' }
  | { readonly challenge: 'SMS_MFA'; readonly code: string | null }
  | { readonly challenge: 'SMS_OTP'; readonly code: string | null }
  | {
      readonly challenge: 'EMAIL_OTP';
      readonly code: string | null;
      readonly factor: 'first' | 'second';
      /** Email as second factor being set up: the address counts once its code came back. */
      readonly address?: string;
    }
  | { readonly challenge: 'WEB_AUTHN'; readonly signs: string }
  | { readonly challenge: 'SELECT_CHALLENGE'; readonly choices: readonly FirstFactor[] }
  | { readonly challenge: 'PASSWORD_VERIFIER'; readonly exchange: string }
  | { readonly challenge: 'SELECT_MFA_TYPE'; readonly choices: readonly MfaMethod[] }
  | { readonly challenge: 'DEVICE_SRP_AUTH'; readonly deviceKey: string }
  | { readonly challenge: 'DEVICE_PASSWORD_VERIFIER'; readonly deviceKey: string; readonly exchange: string }
  | { readonly challenge: 'SIGN_UP'; readonly stage: SignUpStage }
  | SetupPending;

/** No challenge of the API: SignUp and ConfirmSignUp give these, the second is good for one USER_AUTH. */
export type SignUpStage = 'unconfirmed' | 'confirmed';

/** MFA_SETUP moves through its helpers: AssociateSoftwareToken gives the secret, VerifySoftwareToken proves it. */
export type SetupPending =
  | { readonly challenge: 'MFA_SETUP'; readonly stage: 'offered' }
  | { readonly challenge: 'MFA_SETUP'; readonly stage: 'associated'; readonly secret: string }
  | { readonly challenge: 'MFA_SETUP'; readonly stage: 'verified'; readonly secret: string };

interface Facts {
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  readonly deviceKey?: string;
  readonly simulated?: string;
  readonly admin?: true;
  /** Names a custom flow. */
  readonly custom?: string;
  /** The user's password and status as they were. */
  readonly account: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly pending: Pending;
}

export interface Session {
  readonly id: string;
  readonly subject: Subject;
  readonly pending: Pending;
  readonly expiresAt: number;
  /** The user's password or status was changed since. */
  readonly outdated: boolean;
}

const PURPOSE = 'session';
/** The head of an AWS Encryption SDK message: why every real Session begins with AYABe. */
const HEAD = Buffer.from([0x01, 0x80, 0x01, 0x78]);
/** Brings the text to 1,543-1,587 characters, as measured on real ones (protocol reference 4.1). */
const PAYLOAD_BYTES = 1_126;
const SPREAD_BYTES = 31;

/** A new Session for the next challenge. Each starts a new period of AuthSessionValidity. */
export function openSession(context: Context, subject: Subject, pending: Pending): string {
  const facts: Facts = {
    id: context.random.uuid(),
    poolId: subject.pool.id,
    clientId: subject.client.id,
    sub: subject.user.sub,
    ...(subject.user.simulated === undefined ? {} : { simulated: subject.user.simulated }),
    ...(subject.device === undefined ? {} : { deviceKey: subject.device.key }),
    ...(isAdminCall(context) || subject.admin === true ? { admin: true } : {}),
    ...(subject.custom === undefined ? {} : { custom: keepFlow(context, subject, subject.custom) }),
    account: accountOf(subject),
    issuedAt: context.clock.now(),
    pending,
  };
  const [spread = 0] = context.random.bytes(1);
  const size = PAYLOAD_BYTES + (spread % SPREAD_BYTES);
  const sealed = context.state.sealer.seal(PURPOSE, { ...facts, pending: { ...pending } as never }, size);
  return Buffer.concat([HEAD, sealed]).toString('base64url');
}

/**
 * Reads a Session and checks that it still holds.
 * @param client the client of the request; the helpers name none.
 * @throws NotAuthorizedException with one of the three messages of protocol reference 4.1.
 */
export function readSession(context: Context, text: string, client?: Client): Session {
  const facts = openFacts(context, text);
  const subject = facts === undefined ? undefined : findSubject(context, facts);
  if (facts === undefined || subject === undefined) throw invalidSession();
  if (client !== undefined && subject.client.id !== client.id) throw foreignSession(context);
  const expiresAt = facts.issuedAt + subject.client.sessionMinutes * 60_000;
  if (context.clock.now() >= expiresAt) {
    throw refusal('NotAuthorizedException', 'Invalid session for the user, session is expired.');
  }
  refuseSpent(context, facts);
  const outdated = facts.account !== accountOf(subject);
  return {
    id: facts.id,
    subject: withFlow(context, subject, facts),
    pending: facts.pending,
    expiresAt,
    outdated,
  };
}

/** Whose Session this is, whether it still holds or not; undefined for text that is none of ours. */
export function sessionSubject(context: Pick<Context, 'state'>, text: string): Subject | undefined {
  const facts = openFacts(context, text);
  return facts === undefined ? undefined : findSubject(context, facts);
}

/** To be asked again by whoever waited between reading a Session and using it up. */
export function refuseSpent(context: Context, { id }: Pick<Session, 'id'>): void {
  if (context.state.spentSessions.at(id) === undefined) return;
  throw refusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.');
}

/** What a Session of another client or user gets: nobody has seen the service's own words. */
export function foreignSession({ settings }: Context): Error {
  return refusal('NotAuthorizedException', settings.foreignSessionMessage);
}

/** Marks a Session as used: an accepted answer is the only thing that uses it up. */
export function spendSession(context: Context, session: Session): void {
  context.state.spentSessions.add(session.id, context.clock.now(), session.expiresAt);
}

const ACCOUNT_LENGTH = 16;

function accountOf({ pool, user }: Subject): string {
  const hmac = createHmac('sha256', pool.existenceKey);
  return hmac
    .update(`account\n${user.status}\n${user.password ?? ''}`)
    .digest('base64url')
    .slice(0, ACCOUNT_LENGTH);
}

function keepFlow(context: Context, { client }: Subject, flow: CustomFlow): string {
  const id = context.random.uuid();
  const now = context.clock.now();
  context.state.customFlows.add(id, flow, now, now + client.sessionMinutes * 60_000);
  return id;
}

function withFlow(context: Context, subject: Subject, { custom: id }: Facts): Subject {
  if (id === undefined) return subject;
  const custom = context.state.customFlows.get(id);
  if (custom === undefined) throw invalidSession();
  return { ...subject, custom };
}

function openFacts({ state }: Pick<Context, 'state'>, text: string): Facts | undefined {
  const bytes = Buffer.from(text, 'base64url');
  const sealed = bytes.toString('base64url') === text && bytes.subarray(0, HEAD.length).equals(HEAD);
  return sealed ? (state.sealer.open(PURPOSE, bytes.subarray(HEAD.length)) as Facts | undefined) : undefined;
}

function findSubject(context: Pick<Context, 'state'>, facts: Facts): Subject | undefined {
  const pool = context.state.pools.get(facts.poolId);
  const client = pool?.clients.find((candidate) => candidate.id === facts.clientId);
  const user =
    pool &&
    (facts.simulated === undefined ? pool.users.bySub(facts.sub) : simulateUser(pool, facts.simulated));
  if (!pool || !client || !user) return undefined;
  const device = user.devices.get(facts.deviceKey ?? '');
  return {
    pool,
    client,
    user,
    ...(device === undefined ? {} : { device }),
    ...(facts.admin === undefined ? {} : { admin: facts.admin }),
  };
}
