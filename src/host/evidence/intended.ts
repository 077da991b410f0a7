import type { Answer } from '../../contract.ts';
import type { Field, Remembered } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';
import type { Described } from '../run/intent.ts';

/** Under what a step is given once more. */
export interface Again {
  /** It was refused where it ran: then what was typed is what matters, also a code that was wrong. */
  readonly refusedAs?: string | undefined;
  /** The same app client: what belongs to the pool (device, refresh token) is good there. */
  readonly samePlace: boolean;
  /** What this console knows of the user on the target. */
  readonly has: (need: Remembered) => boolean;
  /** What the person gave for this run, by field key; before all else. */
  readonly given: Readonly<Record<string, string>>;
}

const OF_THE_POOL: ReadonlySet<Remembered> = new Set([
  'DEVICE_KEY',
  'DEVICE_GROUP_KEY',
  'DEVICE_PASSWORD',
  'REFRESH_TOKEN',
  'PASSKEY',
]);
const WRONG_CODE = new Set(['CodeMismatchException']);
const ALWAYS_COMPUTED = new Set(['SECRET_HASH', 'Session']);

/**
 * A step's intent as it is given on another target: what was right there is what is right here, as far as that is
 * known; what was refused there goes as it was. Computed members are left to be computed, keys left out stay out.
 */
export function intendedAgain(answer: Answer, { fields, computed }: Described, again: Again): Answer {
  const { refusedAs, samePlace, has, given } = again;
  const isComputed = new Set([...ALWAYS_COMPUTED, ...computed.map(({ key }) => key)]);
  const stays = (key: string, value: JsonValue): boolean => {
    if (value === null) return true;
    const field = fields.find((known) => known.key === key);
    if (field?.kind === 'code') return refusedAs !== undefined;
    if (isComputed.has(key)) return false;
    if (samePlace || field?.remember === undefined) return true;
    if (OF_THE_POOL.has(field.remember)) return false;
    return refusedAs !== undefined || !has(field.remember);
  };
  const kept = <T extends JsonValue>(map: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(map).filter(([key, value]) => stays(key, value)));
  const inputs = kept(answer.inputs);
  for (const field of fields) {
    const own = given[field.key];
    if (own !== undefined) inputs[field.key] = own;
    else if (isWrongCode(field, refusedAs)) inputs[field.key] ??= '0'.repeat(field.digits ?? 6);
  }
  return {
    name: answer.name,
    ...(answer.admin === undefined ? {} : { admin: answer.admin }),
    inputs,
    responses: kept(answer.responses),
    members: kept(answer.members),
  };
}

/** The source does not hold the code, but says that it was wrong: any other than the right one will do. */
function isWrongCode({ kind }: Field, refusedAs: string | undefined): boolean {
  return kind === 'code' && refusedAs !== undefined && WRONG_CODE.has(refusedAs);
}
