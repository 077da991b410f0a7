import type { PoolFacts } from '../../admin/test-users/facts.ts';
import { secondFactorsOf } from '../../admin/test-users/kinds.ts';
import type { PreparedUser } from '../../admin/test-users/prepared.ts';
import {
  type Call,
  type Passwords,
  setUpPassword,
  type Step,
  stepsOf,
} from '../../admin/test-users/steps.ts';
import { coreFault, isFault } from '../../form/form.ts';
import { asText, isJsonObject, type JsonObject } from '../../json.ts';
import type { Clock } from '../ports.ts';
import { isRefusedOutright } from '../service/refused-outright.ts';
import type { Things } from '../things/things.ts';
import { atOperation } from './at-operation.ts';
import type { UserRecord } from './batch-record.ts';
import { attributesOf, isOurs, lookFor, removeUser } from './remove-user.ts';
import { hashOf, type Signing } from './sign-in-once.ts';
import { setUpFactor } from './set-up.ts';

export interface Making {
  readonly signing: Signing;
  readonly facts: PoolFacts;
  readonly things: Things;
  readonly clock: Clock;
  readonly passwords: Pick<Passwords, 'password' | 'first'>;
  /** Resolves once it is on disk. */
  note(change: Partial<UserRecord>): Promise<void>;
}

/**
 * Makes one test user, from nothing: what an earlier try left of them is removed first. What is needed to remove exactly
 * this user again is on disk before the call goes that creates them.
 * @throws CoreFault TEST_USER_THERE, TEST_USER_OTHERWISE, TEST_USER_SET_UP, and what the service answers; `field` names
 * the operation
 */
export async function makeUser(user: UserRecord, making: Making): Promise<void> {
  const { signing, note, things } = making;
  const { ask, target } = signing;
  if (user.begunAt !== undefined) await removeRemains(user, making);
  if ((await lookFor(ask, target.userPoolId, user.signsInAs)) !== undefined)
    throw coreFault('TEST_USER_THERE', `There is a user ${user.signsInAs} already.`, 'AdminGetUser');
  await note({ status: 'making', begunAt: making.clock.now(), fault: undefined });

  const secretHash = hashOf(signing, user.signsInAs)['SECRET_HASH'];
  const passwords = {
    ...making.passwords,
    ...(typeof secretHash === 'string' ? { secretHash } : {}),
  };
  const place = { userPoolId: target.userPoolId, clientId: target.clientId };
  const prepared: PreparedUser = { ...user, filledIn: [] };
  const [create, ...rest] = stepsOf(prepared, making.facts, place, passwords);
  if (create === undefined || !isCall(create)) throw new Error('A user begins with a call that creates it.');
  let made = await created(user, create, making);
  for (const step of rest) {
    if (isCall(step)) {
      const reply = await atOperation(step.operation, () => ask(step.operation, step.body));
      if (step.operation === 'AdminGetUser') checkOutcome(made, reply);
      continue;
    }
    const password = user.state === 'FORCE_CHANGE_PASSWORD' ? setUpPassword(passwords) : passwords.password;
    const id = await atOperation(step.setsUp, () =>
      setUpFactor(step.setsUp, signing, made, password, things),
    );
    made = { ...made, things: [...made.things, id] };
    await note({ things: made.things });
  }
  await note({ status: 'made' });
}

/** @throws CoreFault TEST_USER_THERE where the name belongs to somebody else by now */
async function removeRemains(user: UserRecord, { signing, things, note }: Making): Promise<void> {
  const { ask, target } = signing;
  const left = await removeUser(ask, target.userPoolId, user, async () => undefined);
  for (const id of user.things) await things.remove(id).catch(() => undefined);
  await note({ begunAt: undefined, name: undefined, sub: undefined, deletingAt: undefined, things: [] });
  if (left === 'left alone')
    throw coreFault('TEST_USER_THERE', `${user.signsInAs} is somebody else by now.`, 'AdminGetUser');
}

async function created(user: UserRecord, create: Call, { signing, note }: Making): Promise<UserRecord> {
  const { operation, body } = create;
  let reply: JsonObject;
  try {
    reply = await atOperation(operation, () => signing.ask(operation, body));
  } catch (error) {
    await lookAfterRefusal(user, error, { signing, note });
    throw error;
  }
  const its = reply['User'];
  const description = isJsonObject(its) ? its : {};
  const sub = attributesOf(description).get('sub') ?? text(reply['UserSub']);
  const name = text(description['Username']);
  const known = { ...(sub === undefined ? {} : { sub }), ...(name === undefined ? {} : { name }) };
  await note({ things: [], ...known });
  return { ...user, things: [], ...known };
}

/**
 * A refusal may come after the user was made: where it does not say otherwise, a look tells who is there, and is kept
 * before anything else is. Where no answer came, or the look fails, they may be there.
 */
async function lookAfterRefusal(
  user: UserRecord,
  error: unknown,
  { signing: { ask, target }, note }: Pick<Making, 'signing' | 'note'>,
): Promise<void> {
  if (!isFault(error) || !isServices(error.code)) return;
  if (isRefusedOutright(error.code)) return note({ begunAt: undefined });
  let there: JsonObject | undefined;
  try {
    there = await lookFor(ask, target.userPoolId, user.signsInAs);
  } catch (failed) {
    if (isFault(failed)) return;
    throw failed;
  }
  if (there === undefined || !isOurs(user, there)) return note({ begunAt: undefined });
  const sub = attributesOf(there).get('sub');
  const name = text(there['Username']);
  await note({ things: [], ...(sub === undefined ? {} : { sub }), ...(name === undefined ? {} : { name }) });
}

/** @throws CoreFault TEST_USER_OTHERWISE */
function checkOutcome({ state, factor, username }: UserRecord, reply: JsonObject): void {
  const status = state === 'disabled' ? 'CONFIRMED' : state;
  const list = reply['UserMFASettingList'];
  const on = Array.isArray(list) ? list : [];
  const has = secondFactorsOf(factor).every(
    (each) => reply['PreferredMfaSetting'] === each || on.includes(each),
  );
  if (reply['UserStatus'] === status && (reply['Enabled'] !== false) === (state !== 'disabled') && has)
    return;
  const words = [
    asText(reply['UserStatus'] ?? ''),
    ...(reply['Enabled'] === false ? ['disabled'] : []),
    ...(has ? [] : [`without ${factor}`]),
  ];
  throw coreFault('TEST_USER_OTHERWISE', `${username} came out as ${words.join(', ')}.`, 'AdminGetUser');
}

/** Cognito's own exceptions, by how AWS names such. */
export function isServices(code: string): boolean {
  return /^[A-Z][a-z]/.test(code);
}

function isCall(step: Step): step is Call {
  return 'operation' in step;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
