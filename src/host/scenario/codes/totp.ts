import { totpCode, totpRemainingMs } from '../../../crypto/totp.ts';
import { wait } from '../../run/wait.ts';
import type { CodeParts, CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { reasonOf, sourceFault, stopped } from './until.ts';

/** Timers may be early by a little: the next step has begun for sure after it. Milliseconds. */
const MARGIN = 100;
/** A clock that stands still never brings the next code. */
const MOST_WAITS = 2;

/** The code of now by the service's clock; where it was taken once already, the next. */
export async function totpSourceCode(
  { ports, following, serverNow }: CodeParts,
  { fill, stop }: CodeRun,
  { name, source, chain, parentId }: CodeWish<SourceOf<'totp'>>,
): Promise<string> {
  const seed = await fill(source.totp);
  const now = () => (chain === undefined ? ports.clock.now() : serverNow(chain.target));
  for (let waited = 0; ; waited++) {
    const code = codeOf(name, seed, now());
    if (chain === undefined || parentId === null || !following.wasUsed(chain, parentId, code)) return code;
    if (waited === MOST_WAITS)
      throw sourceFault(
        name,
        `The code of ${name} was taken already, and the sandbox’s clock stands still: move it on.`,
      );
    await wait(ports.clock, totpRemainingMs(now()) + MARGIN, stop);
    if (stop.stopped) throw stopped();
  }
}

function codeOf(name: string, seed: string, now: number): string {
  try {
    return totpCode(seed, now);
  } catch (error) {
    throw sourceFault(name, `${name} can’t be used as a seed: ${reasonOf(error)}.`);
  }
}
