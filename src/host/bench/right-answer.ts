import { challengeNamed } from '../../challenges/index.ts';
import type { Answer } from '../../contract.ts';
import { totpCode } from '../../crypto/totp.ts';
import { type LiveChain, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { atHand } from '../run/at-hand.ts';
import { wait } from '../run/wait.ts';
import type { Stop } from '../run/stop.ts';

/** An answer that would be accepted, as far as everything for it is known. */
export interface RightAnswer {
  readonly answer: Answer;
  /** False where something was made up: a code that only the user has. */
  readonly complete: boolean;
}

export interface RightAnswerInput {
  readonly chain: LiveChain;
  readonly parentId: string;
  readonly wish?: Answer | undefined;
  readonly stop: Stop;
  /** Told while the next TOTP code is waited for; undefined: does not wait, for nothing is sent. */
  readonly waiting?: ((until: number | undefined) => void) | undefined;
}

/** Longer than any policy asks for, and of all kinds of characters. */
const NEW_PASSWORD = 'Bench-horse-73!';
/** A form has not more fields than this that nothing fills. */
const MOST_MISSING = 12;

/** The answer that the faults of a challenge are made from. */
export async function rightAnswer(parts: Parts, input: RightAnswerInput): Promise<RightAnswer> {
  const { chain, parentId, wish, stop, waiting } = input;
  const given: Record<string, string> = {};
  const changed: Record<string, string> = {};
  let complete = true;
  for (let tries = 0; ; tries++) {
    const answer = wish && { ...wish, inputs: { ...wish.inputs, ...changed } };
    const made = await atHand(parts, chain, parentId, { ...(answer ? { answer } : {}), given });
    if (made.kind === 'answer')
      return { answer: { ...made.answer, inputs: { ...made.answer.inputs, ...changed } }, complete };
    if (made.kind === 'wait') {
      const next = nextCode(parts, chain, parentId);
      if (next !== undefined && !parts.following.wasUsed(chain, parentId, next.code)) {
        return {
          answer: {
            ...(wish?.admin === undefined ? {} : { admin: wish.admin }),
            name: made.challenge,
            inputs: { ...wish?.inputs, [next.key]: next.code },
            responses: {},
            members: {},
          },
          complete,
        };
      }
      if (waiting === undefined || stop.stopped) return { answer: bare(made.challenge, wish), complete };
      waiting(parts.ports.clock.now() + made.ms);
      await wait(parts.ports.clock, made.ms, stop);
      waiting(undefined);
      continue;
    }
    const { field } = made;
    if (field === undefined || tries > MOST_MISSING)
      return { answer: bare(made.challenge, wish), complete: false };
    const known = madeUp(chain, parentId, made.challenge, field);
    complete = complete && known.good;
    given[field] = known.value;
    // What an earlier answer chose needs it, and is not asked for by itself.
    if (tries > 0 && changed[field] === undefined) changed[field] = known.value;
  }
}

function bare(name: string, wish: Answer | undefined): Answer {
  return wish ?? { name, inputs: {}, responses: {}, members: {} };
}

/** The service takes the code of the next step as well, so nothing has to wait for it. */
function nextCode(
  { serverNow }: Parts,
  chain: LiveChain,
  parentId: string,
): { key: string; code: string } | undefined {
  const { asked } = stepOf(chain, parentId);
  const secret = chain.remembered.get('TOTP_SECRET')?.value;
  if (asked === undefined || secret === undefined) return undefined;
  const field = challengeNamed(asked.name)
    .fields(asked)
    .find(({ totp }) => totp);
  return field && { key: field.key, code: totpCode(secret, serverNow(chain.target), 1) };
}

/** `good`: any value will do there. */
function madeUp(
  chain: LiveChain,
  parentId: string,
  challenge: string,
  key: string,
): { value: string; good: boolean } {
  const { asked } = stepOf(chain, parentId);
  const field = challengeNamed(challenge)
    .fields({ parameters: {}, available: [], ...asked, name: challenge })
    .find((known) => known.key === key);
  if (field?.replaces === 'PASSWORD') return { value: NEW_PASSWORD, good: true };
  if (key.startsWith('userAttributes.')) return { value: 'Given', good: true };
  return { value: field?.kind === 'code' ? '0'.repeat(field.digits ?? 6) : 'unknown', good: false };
}
