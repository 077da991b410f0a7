import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../json.ts';
import { POOL, type OnePool } from './reference/one-pool.ts';
import type { Answer } from './testing.ts';
import { accountSandbox, attributes, type AccountSandbox } from './testing-account.ts';

const HOUR = 3_600_000;
const PASSWORDS = ['Correct-horse-1', 'Better-horse-2', 'short'] as const;
const ADDRESSES = ['one@example.com', 'two@example.com'] as const;

type Name = 'una' | 'ina';
type Purpose = 'sign-up' | 'recovery' | 'attribute';

/** What a walker does next, for one name. A code is the newest of its kind, an older one, or none that was ever sent. */
type Move =
  | { readonly kind: 'sign up' | 'change'; readonly name: Name; readonly password: string }
  /** Undefined: the one in use. */
  | { readonly kind: 'sign in'; readonly name: Name; readonly password: string | undefined }
  | { readonly kind: 'confirm'; readonly name: Name; readonly code: Which; readonly session: boolean }
  | { readonly kind: 'recover'; readonly name: Name; readonly code: Which; readonly password: string }
  | { readonly kind: 'verify'; readonly name: Name; readonly code: Which }
  | { readonly kind: 'update'; readonly name: Name; readonly address: string }
  | { readonly kind: 'use session'; readonly name: Name; readonly back: number }
  | {
      readonly kind: 'resend' | 'forgot' | 'reset' | 'disable' | 'enable' | 'delete' | 'look' | 'ask code';
      readonly name: Name;
    }
  | { readonly kind: 'wait'; readonly ms: number };
type Which = 'newest' | 'older' | 'wrong';

// Mostly one name and mostly right: else few walks would come near tokens.
const name = fc.oneof(
  { arbitrary: fc.constant<Name>('una'), weight: 4 },
  { arbitrary: fc.constant<Name>('ina'), weight: 1 },
);
const password = fc.oneof(
  { arbitrary: fc.constantFrom(PASSWORDS[0], PASSWORDS[1]), weight: 8 },
  { arbitrary: fc.constant(PASSWORDS[2]), weight: 1 },
);
const known = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 4 },
  { arbitrary: fc.constantFrom(...PASSWORDS), weight: 1 },
);
const code = fc.oneof(
  { arbitrary: fc.constant<Which>('newest'), weight: 4 },
  { arbitrary: fc.constantFrom<Which>('older', 'wrong'), weight: 1 },
);
const kind = <K extends string>(...kinds: K[]) => fc.constantFrom(...kinds);
const move: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: fc.record({ kind: kind('sign up', 'change'), name, password }), weight: 4 },
  { arbitrary: fc.record({ kind: kind('sign in'), name, password: known }), weight: 3 },
  { arbitrary: fc.record({ kind: kind('confirm'), name, code, session: fc.boolean() }), weight: 4 },
  { arbitrary: fc.record({ kind: kind('recover'), name, code, password }), weight: 2 },
  fc.record({ kind: kind('verify'), name, code }),
  fc.record({ kind: kind('update'), name, address: fc.constantFrom(...ADDRESSES) }),
  { arbitrary: fc.record({ kind: kind('use session'), name, back: fc.nat({ max: 2 }) }), weight: 2 },
  { arbitrary: fc.record({ kind: kind('resend', 'forgot', 'look', 'ask code'), name }), weight: 3 },
  fc.record({ kind: kind('reset', 'disable', 'enable', 'delete'), name }),
  fc.record({ kind: kind('wait'), ms: fc.constantFrom(1_000, 1_000, 1_000, 180_000, HOUR, 24 * HOUR) }),
);

const pools: Record<string, OnePool> = {
  'a client that tells': {},
  'a client that hides': { client: { PreventUserExistenceErrors: 'ENABLED' } },
  'addresses as aliases': { pool: { AliasAttributes: ['email'] } },
  'addresses kept until verified': {
    pool: {
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      Policies: { PasswordPolicy: { PasswordHistorySize: 2 } },
    },
  },
};

interface Sent {
  readonly code: string;
  readonly purpose: Purpose;
  readonly at: number;
  used: boolean;
}

interface Given {
  readonly session: JsonValue;
  readonly at: number;
  readonly confirmed: boolean;
  used: boolean;
}

/** What the walker knows of one account. It is no second implementation: only what success must not come without. */
interface Account {
  password: string;
  status: 'UNCONFIRMED' | 'CONFIRMED' | 'RESET_REQUIRED';
  enabled: boolean;
  readonly sent: Sent[];
  readonly sessions: Given[];
  tokens: { readonly text: string; readonly until: number }[];
}

function createWalker(sandbox: AccountSandbox) {
  const accounts = new Map<Name, Account>();
  const gone: string[] = [];
  /** How often each thing succeeded that needs proof. */
  const arrivals = new Map<string, number>();
  const arrived = (what: string) => arrivals.set(what, (arrivals.get(what) ?? 0) + 1);
  const now = () => sandbox.clock.ms;
  const messages = () => sandbox.sandbox.inbox().length;

  /** Notes the code that a call sent, if it did. */
  async function sending(who: Name, purpose: Purpose, call: () => Promise<Answer>): Promise<Answer> {
    const before = messages();
    const answer = await call();
    if (messages() === before) return answer;
    const account = accounts.get(who);
    expect(account, 'nobody is sent nothing').toBeDefined();
    const sent = { code: sandbox.newest()?.code ?? '', purpose, at: now(), used: false };
    account?.sent.push(sent);
    return answer;
  }

  function pick(who: Name, purpose: Purpose, which: Which): Sent | undefined {
    const codes = (accounts.get(who)?.sent ?? []).filter((sent) => sent.purpose === purpose);
    return which === 'wrong' ? undefined : codes.at(which === 'newest' ? -1 : -2);
  }

  /** A code that was taken was the newest, in its time, and not taken before. */
  function expectTaken(who: Name, purpose: Purpose, sent: Sent | undefined, lifeMs: number): void {
    expect(sent, 'a code that was sent').toBeDefined();
    if (sent === undefined) return;
    expect(sent, 'the newest code').toBe(pick(who, purpose, 'newest'));
    expect(sent.used, 'a code is good once').toBe(false);
    expect(now() - sent.at, 'a code in its time').toBeLessThan(lifeMs);
    sent.used = true;
    arrived(`${purpose} code`);
  }

  function tokens(who: Name, { body }: Answer): void {
    const account = accounts.get(who);
    expect(account, 'tokens are somebody’s').toBeDefined();
    expect(account?.enabled, 'nobody disabled gets tokens').toBe(true);
    expect(account?.status, 'only the confirmed get tokens').toBe('CONFIRMED');
    const { AccessToken } = body['AuthenticationResult'] as { AccessToken: string };
    account?.tokens.push({ text: AccessToken, until: now() + HOUR });
  }

  const token = (who: Name) => accounts.get(who)?.tokens.at(-1)?.text ?? gone.at(-1) ?? 'none';
  /** A token that was taken is the account's own and holds still. */
  function expectHeld(who: Name, used: string): void {
    const held = accounts.get(who)?.tokens.find(({ text }) => text === used);
    expect(held, 'a token of somebody who is there').toBeDefined();
    expect(now(), 'a token in its time').toBeLessThan(held?.until ?? 0);
    expect(accounts.get(who)?.enabled).toBe(true);
  }

  async function bearing(who: Name, operation: string, body: JsonObject): Promise<Answer> {
    const AccessToken = token(who);
    const answer = await sandbox.call(operation, { AccessToken, ...body });
    if (answer.error === '') expectHeld(who, AccessToken);
    return answer;
  }

  const steps: { [K in Move['kind']]: (next: Extract<Move, { kind: K }>) => Promise<void> } = {
    wait: async ({ ms }) => {
      sandbox.clock.ms += ms;
    },
    'sign up': async ({ name: who, password: given }) => {
      const before = messages();
      const answer = await sandbox.signUp(who, {
        Password: given,
        UserAttributes: attributes({ email: `${who}@example.com` }),
      });
      if (answer.error !== '') return expect(messages()).toBe(before);
      expect(accounts.has(who), 'a name is given once').toBe(false);
      expect(given).not.toBe('short');
      const account: Account = {
        password: given,
        status: 'UNCONFIRMED',
        enabled: true,
        sent: [{ code: sandbox.newest()?.code ?? '', purpose: 'sign-up', at: now(), used: false }],
        sessions: [{ session: answer.body['Session'] ?? null, at: now(), confirmed: false, used: false }],
        tokens: [],
      };
      accounts.set(who, account);
    },
    resend: async ({ name: Username }) => {
      await sending(Username, 'sign-up', () => sandbox.ask('ResendConfirmationCode', { Username }));
    },
    confirm: async ({ name: Username, code: which, session }) => {
      const sent = pick(Username, 'sign-up', which);
      const given = accounts.get(Username)?.sessions.at(-1);
      const answer = await sandbox.ask('ConfirmSignUp', {
        Username,
        ConfirmationCode: sent?.code ?? 'wrong',
        ...(session ? { Session: given?.session ?? null } : {}),
      });
      if (answer.error !== '') return;
      expectTaken(Username, 'sign-up', sent, 24 * HOUR);
      const account = accounts.get(Username);
      expect(account?.status).toBe('UNCONFIRMED');
      if (account === undefined) return;
      account.status = 'CONFIRMED';
      const next = answer.body['Session'];
      if (next === undefined) return;
      expect(session && given?.used === false && given.confirmed === false).toBe(true);
      if (given !== undefined) given.used = true;
      account.sessions.push({ session: next, at: now(), confirmed: true, used: false });
    },
    'use session': async ({ name: who, back }) => {
      const given = accounts.get(who)?.sessions.at(-1 - back);
      if (given === undefined) return;
      const answer = await sandbox.ask('InitiateAuth', { AuthFlow: 'USER_AUTH', Session: given.session });
      if (answer.error !== '') return;
      expect(given.confirmed, 'a Session of a confirmed sign-up').toBe(true);
      expect(given.used, 'a Session is good once').toBe(false);
      expect(now() - given.at, 'a Session in its time').toBeLessThan(180_000);
      given.used = true;
      tokens(who, answer);
      arrived('Session');
    },
    'sign in': async ({ name: who, password: typed }) => {
      const given = typed ?? accounts.get(who)?.password ?? PASSWORDS[0];
      const answer = await sandbox.signIn(who, given);
      if (answer.error !== '') return;
      expect(given, 'the password in use').toBe(accounts.get(who)?.password);
      tokens(who, answer);
      arrived('password');
    },
    forgot: async ({ name: Username }) => {
      await sending(Username, 'recovery', () => sandbox.ask('ForgotPassword', { Username }));
    },
    recover: async ({ name: Username, code: which, password: given }) => {
      const sent = pick(Username, 'recovery', which);
      const answer = await sandbox.ask('ConfirmForgotPassword', {
        Username,
        ConfirmationCode: sent?.code ?? 'wrong',
        Password: given,
      });
      if (answer.error !== '') return;
      expectTaken(Username, 'recovery', sent, HOUR);
      setPassword(Username, given);
    },
    change: async ({ name: who, password: given }) => {
      const PreviousPassword = accounts.get(who)?.password ?? null;
      const answer = await bearing(who, 'ChangePassword', { PreviousPassword, ProposedPassword: given });
      if (answer.error === '') setPassword(who, given);
    },
    reset: async ({ name: who }) => {
      const answer = await sending(who, 'recovery', () =>
        sandbox.administer('AdminResetUserPassword', { Username: who }),
      );
      const account = accounts.get(who);
      if (answer.error === '' && account !== undefined) account.status = 'RESET_REQUIRED';
    },
    update: async ({ name: who, address }) => {
      const UserAttributes = attributes({ email: address });
      await sending(who, 'attribute', () => bearing(who, 'UpdateUserAttributes', { UserAttributes }));
    },
    'ask code': async ({ name: who }) => {
      const ask = { AttributeName: 'email' };
      await sending(who, 'attribute', () => bearing(who, 'GetUserAttributeVerificationCode', ask));
    },
    verify: async ({ name: who, code: which }) => {
      const sent = pick(who, 'attribute', which);
      const Code = sent?.code ?? 'wrong';
      const answer = await bearing(who, 'VerifyUserAttribute', { AttributeName: 'email', Code });
      if (answer.error === '') expectTaken(who, 'attribute', sent, 24 * HOUR);
    },
    look: async ({ name: who }) => {
      await bearing(who, 'GetUser', {});
    },
    disable: async ({ name: who }) => {
      const account = accounts.get(who);
      await sandbox.administer('AdminDisableUser', { Username: who });
      if (account === undefined) return;
      account.enabled = false;
      account.tokens = [];
    },
    enable: async ({ name: who }) => {
      await sandbox.administer('AdminEnableUser', { Username: who });
      const account = accounts.get(who);
      if (account !== undefined) account.enabled = true;
    },
    delete: async ({ name: who }) => {
      const answer = await bearing(who, 'DeleteUser', {});
      if (answer.error !== '') return;
      gone.push(...(accounts.get(who)?.tokens ?? []).map(({ text }) => text));
      accounts.delete(who);
    },
  };

  function setPassword(who: Name, given: string): void {
    const account = accounts.get(who);
    expect(account?.enabled).toBe(true);
    expect(account?.status).not.toBe('UNCONFIRMED');
    expect(given).not.toBe('short');
    if (account === undefined) return;
    account.password = given;
    account.status = 'CONFIRMED';
  }

  /** Nobody has two accounts' address as a verified alias. */
  function expectOneOwnerEach(): void {
    const verified = sandbox.sandbox
      .users(POOL)
      .map(({ UserAttributes: own = {} }) => (own['email_verified'] === 'true' ? own['email'] : undefined))
      .filter((address) => address !== undefined);
    expect(new Set(verified).size).toBe(verified.length);
  }

  return {
    step: (next: Move) => (steps[next.kind] as (given: Move) => Promise<void>)(next),
    arrivals,
    expectOneOwnerEach,
  };
}

test.each(Object.keys(pools))(
  'a walk through sign-up and recovery takes no code, password or Session twice or late: %s',
  async (which) => {
    const given = pools[which] ?? {};
    const pool = { AutoVerifiedAttributes: ['email' as const], ...given.pool };
    const arrivals = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 30, maxLength: 80 }), async (moves) => {
        const sandbox = accountSandbox({ ...given, pool });
        const walker = createWalker(sandbox);
        for (const next of moves) await walker.step(next);
        if (which === 'addresses as aliases') walker.expectOneOwnerEach();
        for (const [what, count] of walker.arrivals) arrivals.set(what, (arrivals.get(what) ?? 0) + count);
      }),
      { numRuns: 150 },
    );
    // Walks that never arrive would prove nothing.
    for (const what of ['sign-up code', 'recovery code', 'attribute code', 'Session', 'password']) {
      expect(arrivals.get(what) ?? 0, what).toBeGreaterThan(3);
    }
  },
  240_000,
);
