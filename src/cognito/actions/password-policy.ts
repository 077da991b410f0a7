import type { PasswordRule } from '../../contract/actions.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';

/** A pool's password policy, as DescribeUserPool tells it. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
}

/** Gives `count` random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** The symbols that count: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const SYMBOL = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;
const LONGEST = 256;
/** AWS's default is 8. */
const USUAL_LENGTH = 8;
const SHORTEST_MADE = 16;
// No letters that are taken for each other, and no signs that a shell or a URL means something by.
const KINDS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '-_.+=@%'] as const;

/** @param pool `UserPool` of DescribeUserPool */
export function passwordPolicy(pool: JsonObject | undefined): PasswordPolicy | undefined {
  const policies = pool?.['Policies'];
  const policy = isJsonObject(policies) ? policies['PasswordPolicy'] : undefined;
  if (!isJsonObject(policy)) return undefined;
  const length = policy['MinimumLength'];
  return {
    minimumLength: typeof length === 'number' ? length : USUAL_LENGTH,
    uppercase: policy['RequireUppercase'] === true,
    lowercase: policy['RequireLowercase'] === true,
    numbers: policy['RequireNumbers'] === true,
    symbols: policy['RequireSymbols'] === true,
  };
}

/** Every rule of a policy, and whether a password keeps it. */
export function passwordRules(policy: PasswordPolicy, password: string): readonly PasswordRule[] {
  const { minimumLength, uppercase, lowercase, numbers, symbols } = policy;
  const length = [...password].length;
  return [
    { text: `${String(minimumLength)} characters or more`, kept: length >= minimumLength },
    ...(uppercase ? [{ text: 'an uppercase letter', kept: /[A-Z]/.test(password) }] : []),
    ...(lowercase ? [{ text: 'a lowercase letter', kept: /[a-z]/.test(password) }] : []),
    ...(numbers ? [{ text: 'a number', kept: /[0-9]/.test(password) }] : []),
    ...(symbols ? [{ text: 'a symbol', kept: SYMBOL.test(password) }] : []),
    // Not the policy's but the API's: PasswordType is [\S]+, though the guide counts a space as a symbol.
    ...(/\s/.test(password) ? [{ text: 'no space', kept: false }] : []),
    ...(length > LONGEST ? [{ text: `${String(LONGEST)} characters at most`, kept: false }] : []),
  ];
}

/** The rules that a password does not keep; none where the pool does not tell its policy. */
export function unmetRules(pool: JsonObject | undefined, password: string): readonly string[] {
  const policy = passwordPolicy(pool);
  if (policy === undefined) return [];
  return passwordRules(policy, password)
    .filter(({ kept }) => !kept)
    .map(({ text }) => text);
}

/** A password that any policy takes: some of every kind, in no order, evenly drawn. */
export function makePassword(policy: PasswordPolicy | undefined, bytes: RandomBytes): string {
  const length = Math.max(SHORTEST_MADE, policy?.minimumLength ?? 0);
  const all = KINDS.join('');
  const some = KINDS.flatMap((kind) => [drawn(kind, bytes), drawn(kind, bytes)]);
  const letters = [...some, ...Array.from({ length: length - some.length }, () => drawn(all, bytes))];
  for (let at = letters.length - 1; at > 0; at--) {
    const other = below(at + 1, bytes);
    [letters[at], letters[other]] = [letters[other] ?? '', letters[at] ?? ''];
  }
  return letters.join('');
}

function drawn(alphabet: string, bytes: RandomBytes): string {
  return alphabet[below(alphabet.length, bytes)] ?? '';
}

/** Evenly from 0 to `limit` - 1: bytes beyond the last whole round are thrown away. @param limit at most 256 */
function below(limit: number, bytes: RandomBytes): number {
  const rounds = 256 - (256 % limit);
  for (;;) {
    const [byte = 0] = bytes(1);
    if (byte < rounds) return byte % limit;
  }
}
