import type { Target } from '../../contract.ts';
import type { HostEvent } from '../../contract.ts';
import type { UserFilter, UserHead, UsersNews, UsersPage } from '../../contract/users.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import { type Fault, isFault } from '../../form/form.ts';
import { atMostEvery } from '../at-most-every.ts';
import type { Clock } from '../ports.ts';
import type { Asking } from '../service/ask.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';

/** How often it is told at most what came. Milliseconds. */
const TOLD_MS = 250;
/** Asked to slow down over and over, it rests so long before it goes on by itself. Milliseconds. */
const REST_MS = 5_000;

export interface UsersWish {
  readonly target: Target;
  readonly filter?: UserFilter | undefined;
  readonly token?: string | undefined;
}

export interface ReadAllInput {
  readonly clock: Clock;
  readonly page: (wish: UsersWish, how: Asking) => Promise<UsersPage>;
  readonly tell: (event: HostEvent) => void;
}

/** Reads users to the end, one reading at a time: another that is begun ends the one before. */
export interface UsersReading {
  begin(listingId: string, wish: UsersWish): void;
  stop(listingId: string): void;
}

export function createUsersReading({ clock, page, tell }: ReadAllInput): UsersReading {
  let underWay: { readonly listingId: string; readonly stop: Stop } | undefined;

  async function read(listingId: string, wish: UsersWish, stop: Stop): Promise<void> {
    const pace = paceOf(listingId);
    let next = wish.token;
    let fault: Fault | undefined;
    let whole = false;
    try {
      do {
        const came = await patient({ ...wish, token: next }, stop, pace);
        pace.came(came.users);
        // One that leads to itself would never end.
        next = came.next === next ? undefined : came.next;
        whole = next === undefined;
      } while (!whole && !stop.stopped);
    } catch (error) {
      if (!isFault(error)) fault = { code: 'INTERNAL', detail: 'Reading ended unexpectedly.' };
      else if (error.code !== 'ASK_STOPPED') fault = { code: error.code, detail: error.detail };
    }
    if (underWay?.listingId === listingId) underWay = undefined;
    if (fault !== undefined) return pace.end('failed', { fault, next });
    pace.end(whole ? 'done' : 'stopped', { next });
  }

  /** While the service asks to slow down, it is asked again and again: whoever sees it waiting can stop it. */
  async function patient(wish: UsersWish, stop: Stop, pace: Pace): Promise<UsersPage> {
    for (;;) {
      try {
        return await page(wish, { stop, waiting: pace.waiting });
      } catch (error) {
        if (!isFault(error) || errorNamed(error.code)?.throttles !== true) throw error;
        pace.waiting(clock.now() + REST_MS);
        await wait(clock, REST_MS, stop);
        pace.waiting(undefined);
      }
    }
  }

  function paceOf(listingId: string): Pace {
    let users: UserHead[] = [];
    let read = 0;
    let ended = false;
    const say = (state: UsersNews['state'], more: Partial<UsersNews> = {}) => {
      tell({ type: 'users.read', listingId, users, read, state, ...more });
      users = [];
    };
    const now = atMostEvery(clock, TOLD_MS, () => {
      if (!ended) say('reading');
    });
    return {
      came(more) {
        users.push(...more);
        read += more.length;
        now();
      },
      waiting(until) {
        if (until === undefined) say('reading');
        else say('waiting', { until });
      },
      end(state, { fault, next }) {
        ended = true;
        say(state, { ...(fault && { fault }), ...(next === undefined ? {} : { next }) });
      },
    };
  }

  return {
    begin(listingId, wish) {
      underWay?.stop.stop();
      const stop = createStop();
      underWay = { listingId, stop };
      void read(listingId, wish, stop);
    },
    stop(listingId) {
      if (underWay?.listingId === listingId) underWay.stop.stop();
    },
  };
}

/** Tells how a reading goes on, a few times a second. */
interface Pace {
  came(users: readonly UserHead[]): void;
  waiting(until: number | undefined): void;
  end(
    state: 'stopped' | 'failed' | 'done',
    how: { readonly fault?: Fault; readonly next?: string | undefined },
  ): void;
}
