import { movedSince } from './clock-moves.ts';
import { TOTP_STEP_MS } from './clocks.ts';
import type { Chain, Step } from './model.ts';

/** Server minus ours, milliseconds: it lies between these two. */
export interface SkewRange {
  readonly from: number;
  readonly to: number;
}

/** How far the server's clock is from ours now, as one exchange shows it. */
export interface SkewSample extends SkewRange {
  readonly chainId: string;
  readonly stepId: string;
  readonly number: number;
  /** When the exchange ended, epoch milliseconds by our clock. */
  readonly at: number;
}

/** The best that several exchanges say together. */
export interface SkewEstimate {
  /** Server minus ours, milliseconds: the middle of what is possible; negative: the server is behind. */
  readonly aheadMs: number;
  /** Half the width of what is possible. */
  readonly uncertaintyMs: number;
  /** How many exchanges agree on it. */
  readonly samples: number;
}

/** The Date header counts whole seconds: the moment it was written lies up to this much later. */
const DATE_RESOLUTION_MS = 1_000;
/** How long an exchange says something about the clock of now: both may have been set since. */
const RECENT_MS = 10 * 60_000;

/**
 * What one Date header says. It was written between sending and the end of the answer, so the difference lies between
 * `Date − end` and `Date + 1 s − sending`: one second and the whole time of the exchange wide. Epoch milliseconds.
 */
export function skewRange(date: number, sentAt: number, endedAt: number): SkewRange {
  return { from: date - endedAt, to: date + DATE_RESOLUTION_MS - sentAt };
}

export function middleOf({ from, to }: SkewRange): number {
  return Math.round((from + to) / 2);
}

/** What every Date header of these chains says, the oldest first; what the sandbox's clock was moved since is added. */
export function skewSamples(chains: readonly Chain[]): SkewSample[] {
  return chains
    .flatMap((chain) => chain.steps.flatMap((step) => sampleOf(chain, step) ?? []))
    .sort((a, b) => a.at - b.at);
}

function sampleOf(chain: Chain, { id, number, sentAt, endedAt, response }: Step): SkewSample | undefined {
  const date = response?.serverDate;
  if (date === undefined || endedAt === undefined) return undefined;
  const { from, to } = skewRange(date, sentAt, endedAt);
  const since = movedSince(chain.clockMoves, endedAt);
  return { chainId: chain.id, stepId: id, number, at: endedAt, from: from + since, to: to + since };
}

/**
 * The range that the newest samples agree on. It is narrowed from the newest backwards until one disagrees: then a clock
 * was set in between, and what is older says nothing about now.
 * @param samples the oldest first
 * @returns undefined while no answer with a Date header came
 */
export function estimateSkew(samples: readonly SkewSample[]): SkewEstimate | undefined {
  const newest = samples.at(-1);
  if (newest === undefined) return undefined;
  let { from, to } = newest;
  let used = 0;
  for (const sample of samples.toReversed()) {
    const [low, high] = [Math.max(from, sample.from), Math.min(to, sample.to)];
    if (low > high || newest.at - sample.at > RECENT_MS) break;
    [from, to] = [low, high];
    used += 1;
  }
  return { aheadMs: middleOf({ from, to }), uncertaintyMs: Math.ceil((to - from) / 2), samples: used };
}

/** How far TIMESTAMP may be off is published nowhere; minutes are assumed (protocol reference 5.5). */
export const TIMESTAMP_LIMIT_MS = 120_000;

export interface SkewVerdict {
  readonly level: 'good' | 'watch' | 'bad';
  readonly totp: string;
  readonly timestamp: string;
  readonly advice: string;
}

/** What the difference means for the two things that are made by the clock. */
export function judgeSkew({ aheadMs, uncertaintyMs }: SkewEstimate): SkewVerdict {
  const least = Math.max(0, Math.abs(aheadMs) - uncertaintyMs);
  const most = Math.abs(aheadMs) + uncertaintyMs;
  const side = aheadMs > 0 ? 'behind' : 'ahead of';
  const totp =
    most < 5_000
      ? 'Codes of this computer’s clock fit.'
      : least <= TOTP_STEP_MS
        ? 'Codes are off by up to one step: accepted only where the service allows a step on each side.'
        : `Codes are off by ${Math.floor(least / TOTP_STEP_MS)} steps or more: they are refused.`;
  const timestamp =
    most < TIMESTAMP_LIMIT_MS
      ? 'TIMESTAMP is within what is taken for allowed.'
      : 'TIMESTAMP is off by minutes: the proof may be refused as a wrong password.';
  if (most < 5_000) return { level: 'good', totp, timestamp, advice: 'Nothing to do.' };
  const advice = `This computer is ${side} the server. Set its clock by the network, and an authenticator’s too.`;
  return { level: least > TOTP_STEP_MS ? 'bad' : 'watch', totp, timestamp, advice };
}
