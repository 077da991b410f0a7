import { createHash } from 'node:crypto';
import { JSON_TYPE, TARGET, type Sent } from './probed-sandbox.ts';

const FIELDS = [
  'ClientId',
  'AuthFlow',
  'AuthParameters',
  'Session',
  'ChallengeName',
  'AccessToken',
  'UserPoolId',
  'Username',
];
const VALUES = [
  '1',
  'null',
  '"x"',
  '[]',
  '{}',
  '{"USERNAME":"ann"}',
  '"USER_AUTH"',
  '"SMS_MFA"',
  '[[[]]]',
  '-0',
  '1e999',
  '"\\ud800"',
];
const OPERATIONS = [
  'InitiateAuth',
  'RespondToAuthChallenge',
  'GetUser',
  'RevokeToken',
  'ConfirmDevice',
  'SignUp',
  'AdminGetUser',
  'CreateUserPool',
];

/** Bytes of any kind, the same for the same seed: a failure can be looked into. */
export function noise(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256')
      .update(`${seed} ${String(index)}`)
      .digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

/** A request of three kinds: any bytes, JSON of wrong shapes, such JSON cut short. */
export function garbage(index: number): Sent {
  const random = noise(`garbage ${String(index)}`, 600);
  const pick = <T>(list: readonly T[], at: number) => list[(random[at] ?? 0) % list.length] as T;
  const members = [1, 3, 5, 7].map((at) => `"${pick(FIELDS, at)}":${pick(VALUES, at + 1)}`).join(',');
  const bodies = [random.subarray(20), `{${members}}`, `{${members}}`.slice(0, (random[11] ?? 0) % 60)];
  const unknown = (random[12] ?? 0) < 32;
  const target = unknown ? random.toString('base64url', 20, 60) : TARGET + pick(OPERATIONS, 0);
  return { headers: { 'content-type': JSON_TYPE, 'x-amz-target': target }, body: pick(bodies, 13) };
}
