import { asksFirst, staysOpen } from '../bench/guard.ts';
import { harmOf, type Meant } from '../chain/harm.ts';
import type { Factor, Who } from '../chain/lockout.ts';
import type { Target } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import { canonicalUsername, lineage, type LiveChain, type StepRecord } from './live-chain.ts';
import type { Parts } from './parts.ts';
import { whoAt } from './tally.ts';

/** What is about to be sent, and to whom. */
export interface About {
  readonly target: Target;
  readonly username: string;
  readonly sends: readonly Meant[];
  /** The chain that goes on; absent for a new one. */
  readonly chain?: LiveChain;
  /** It goes on by itself after that: nobody knows yet what it will answer. */
  readonly goesOn?: boolean;
}

const FACTORS: readonly Factor[] = ['password', 'code'];

/**
 * Asks before a real person is harmed: on a target marked production what counts as a failed try or sends a message
 * goes only once the target's name was typed. Typed once, it holds for the chain (`accept`); what may lock the user is
 * asked for each time.
 * @param confirmed what was typed
 * @throws CoreFault HARM_UNCONFIRMED
 */
export function mayHarm({ tally }: Pick<Parts, 'tally'>, about: About, confirmed?: string): void {
  const { target, username, sends, chain, goesOn = false } = about;
  if (!target.production || confirmed === target.name) return;
  const harms = sends.map(harmOf);
  const counted = goesOn ? FACTORS : new Set(harms.flatMap(({ counts }) => counts ?? []));
  const locks = [...counted].some((factor) => !staysOpen(tally.of(whoOf(about), factor)));
  const messages = harms.filter(({ message }) => message !== undefined).length + (goesOn ? 1 : 0);
  const tries = harms.filter(({ counts }) => counts !== undefined).length + (goesOn ? 1 : 0);
  const isNew = asksFirst(target, { tries, messages }) && chain?.harmAccepted !== true;
  if (!isNew && !locks) return;
  const sure = harms.some(({ message }) => message === 'sure');
  const said = words({ who: username || 'the user', tries, locks, message: messages > 0, sure });
  throw coreFault('HARM_UNCONFIRMED', `${target.name} is marked production. ${said}`, 'confirmed');
}

/** Something was sent that the person typed the target's name for: it holds for the chain. */
export function accept(chain: LiveChain, confirmed: string | undefined): void {
  if (confirmed === chain.target.name) chain.harmAccepted = true;
}

/** Stands before everything that is sent by itself: what that is shows only as it goes. */
export interface Guard {
  /** Asked with an answer as it is final. @throws CoreFault HARM_UNCONFIRMED */
  may(answer: Meant): void;
  /** Told once it was sent. */
  sent(): void;
}

export function guardOf(parts: Pick<Parts, 'tally'>, chain: LiveChain, confirmed?: string): Guard {
  return {
    may(answer) {
      const { target, username } = chain;
      mayHarm(parts, { target, chain, username, sends: [answer] }, confirmed);
    },
    sent: () => accept(chain, confirmed),
  };
}

interface Said {
  readonly who: string;
  readonly tries: number;
  readonly locks: boolean;
  readonly message: boolean;
  readonly sure: boolean;
}

function words({ who, tries, locks, message, sure }: Said): string {
  const counts = locks
    ? `${who} has 4 failed tries in a row or more: a wrong answer locks the user.`
    : tries > 0
      ? `A wrong answer counts as a failed try on ${who}.`
      : '';
  const sends = !message ? '' : `A message with a code ${sure ? 'goes' : 'may go'} out to ${who}.`;
  return [counts, sends].filter(Boolean).join(' ');
}

function whoOf({ chain, target, username }: About): Who {
  const known = chain && whoAt(chain, null);
  if (known !== undefined) return known;
  const pool = `${target.endpoint} ${target.userPoolId === '' ? target.clientId : target.userPoolId}`;
  return { pool, names: new Set([username.toLowerCase()]) };
}

/** A step's answer as it would be sent once more; nothing for operations beside the sign-in. */
export function meantAgain(step: StepRecord | undefined): Meant[] {
  return step?.answer === undefined ? [] : [{ ...step.answer, name: step.answers }];
}

/** What running the way to this challenge again sends, the challenge's own step with it. */
export function meantOnTheWay(chain: LiveChain, parentId: string | null): Meant[] {
  return lineage(chain, parentId).flatMap(meantAgain);
}

/** The user of a chain at this step, as the service names them. */
export function userAt(chain: LiveChain, parentId: string | null): string {
  return canonicalUsername(chain, parentId);
}
