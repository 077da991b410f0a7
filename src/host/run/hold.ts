import type { RunDoing } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import { present } from '../../present.ts';
import type { Hold } from '../chains-input.ts';
import type { Draft } from '../drafting.ts';
import type { LiveChain } from '../live-chain.ts';
import { previewOf } from '../preview.ts';
import type { Stop } from './stop.ts';

export interface Holding {
  readonly chain: LiveChain;
  readonly stop: Stop;
  /** Whether requests are held now. */
  readonly pauses: () => boolean;
  /** Told what is held, with what lets it go. */
  readonly held: (doing: RunDoing, letGo: () => void) => void;
  /** Told once it goes. */
  readonly goes: () => void;
}

/** Holds each request back as it will go, until a person lets it go or stops the run. */
export function holdOf({ chain, stop, pauses, held, goes }: Holding): Hold {
  return async (draft) => {
    if (!stop.stopped && pauses()) {
      // With the chain goes what is held for it.
      chain.cancels.add(stop.stop);
      await new Promise<void>((resolve) => {
        const forget = stop.onStop(resolve);
        held(heldDoing(draft), () => {
          forget();
          resolve();
        });
      });
      chain.cancels.delete(stop.stop);
      if (!stop.stopped) goes();
    }
    if (stop.stopped) throw coreFault(DROPPED, 'Stopped before it was sent.');
  };
}

/** What `work` comes to; undefined where its request was dropped. */
export async function unlessDropped<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isFault(error) && DROPS.has(error.code)) return undefined;
    throw error;
  }
}

const DROPPED = 'RUN_STOPPED';
/** A wait for credentials that was cancelled drops the request as well. */
const DROPS = new Set([DROPPED, 'CANCELLED']);

function heldDoing(draft: Draft): RunDoing {
  const { operation, body } = draft.composed;
  const name = [body['ChallengeName'], body['AuthFlow']].find((text) => typeof text === 'string');
  return { kind: 'held', operation, name: typeof name === 'string' ? name : operation, ...shown(draft) };
}

function shown(draft: Draft) {
  try {
    return present({ preview: previewOf(draft) });
  } catch (error) {
    // Too long to be shown: it can go all the same.
    if (isFault(error)) return {};
    throw error;
  }
}
