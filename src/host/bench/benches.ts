import { faultsFor, type Listed } from '../../bench/catalogue.ts';
import { changesUser } from '../../bench/bending.ts';
import { countOf, expectedOf, type Fault, outcomes, type Place } from '../../bench/fault.ts';
import { asksFirst, staysOpen } from '../../bench/guard.ts';
import { FREE_TRIES } from '../../chain/lockout.ts';
import type { BenchAnswer, BenchFault, BenchList, BenchResult, BenchState } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import { createFollowing, type Following } from '../following.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { whoAt } from '../tally.ts';
import { signInClean } from './clean-sign-in.ts';
import { messagesOf } from './messages.ts';
import { borrowable } from './others.ts';
import { placeOf } from './place.ts';
import { runFault } from './run-fault.ts';
import { type Spot, spotOf } from './spot.ts';
import { keepSandbox } from './taken-back.ts';

export interface RunRequest {
  readonly chainId: string;
  readonly stepId: string;
  readonly faults: 'all' | readonly string[];
  /** What the person typed, on a production target. */
  readonly confirmed?: string | undefined;
}

/** The bench of every step that has one. */
export interface Benches {
  list(chainId: string, stepId: string): Promise<BenchList>;
  run(request: RunRequest): Promise<BenchAnswer>;
  stop(chainId: string, stepId: string): void;
  state(chainId: string, stepId: string): BenchState;
}

interface Bench {
  running?: BenchState['running'];
  stop?: Stop;
  readonly results: Map<string, BenchResult>;
}

interface Studied {
  readonly spot: Spot;
  readonly place: Place;
  readonly listed: readonly Listed[];
}

export function createBenches(parts: Parts): Benches {
  const { chains, tally, tell } = parts;
  const benches = new Map<string, Bench>();
  /** Codes that real services took stay used; those of the sandbox are taken back with the rest. */
  const lasting = benchFollowing(parts);

  function benchAt({ chain, stepId }: Spot): Bench {
    // Those of chains that were removed are of no use to anyone.
    const known = new Set(chains.all().map(({ id }) => id));
    for (const gone of benches.keys()) if (!known.has(gone.split('/')[0] ?? '')) benches.delete(gone);
    const key = `${chain.id}/${stepId}`;
    const bench: Bench = benches.get(key) ?? { results: new Map() };
    benches.set(key, bench);
    return bench;
  }
  const changed = ({ chain, stepId }: Spot) => tell({ type: 'bench.changed', chainId: chain.id, stepId });

  async function study(chainId: string, stepId: string): Promise<Studied> {
    const spot = spotOf(parts, chainId, stepId);
    if (spot.chain.target.kind === 'sandbox') await parts.sandbox.start();
    const others = borrowable(parts, spot);
    const { chain, parentId } = spot;
    const { place } = await placeOf(parts, { spot, chain, parentId, others, stop: createStop() });
    return { spot, place, listed: faultsFor(place) };
  }

  async function runAll(
    studied: Studied,
    chosen: readonly Listed[],
    bench: Bench,
    stop: Stop,
  ): Promise<void> {
    const { spot } = studied;
    let userChanged = false;
    for (const [done, listed] of chosen.entries()) {
      if (stop.stopped || !chains.all().includes(spot.chain)) break;
      const about = { fault: listed.fault.id, done, total: chosen.length };
      const waiting = (until: number | undefined) => {
        bench.running = until === undefined ? about : { ...about, waitsUntil: until };
        changed(spot);
      };
      waiting(undefined);
      const result: BenchResult | undefined = userChanged
        ? spoiled(listed.fault.id, studied)
        : await settle(studied, listed, stop, waiting);
      if (result === undefined) break;
      userChanged ||= result.got?.code === outcomes.accepted && changesUser(studied.place);
      forget(bench.results.get(listed.fault.id));
      bench.results.set(listed.fault.id, result);
      changed(spot);
    }
  }

  /** One fault with everything around it; undefined when it was stopped on the way. */
  async function settle(
    studied: Studied,
    { fault, hindered }: Listed,
    stop: Stop,
    waiting: (until: number | undefined) => void,
  ): Promise<BenchResult | undefined> {
    if (hindered !== undefined) return { fault: fault.id, verdict: 'failed', detail: hindered };
    try {
      return await isolated(studied, (own) => guarded(own, studied, fault, stop, waiting));
    } catch (error) {
      if (stop.stopped) return undefined;
      const detail = isFault(error) ? error.detail : 'Something went wrong inside the console.';
      return { fault: fault.id, verdict: 'failed', detail };
    }
  }

  /** On the sandbox everything is taken back: codes used up, tries counted, passwords changed. */
  async function isolated<T>({ spot, place }: Studied, run: (own: Parts) => Promise<T>): Promise<T> {
    if (!place.sandbox) return run({ ...parts, following: lasting });
    const before = new Set(chains.all().map(({ id }) => id));
    const kept = await keepSandbox(parts);
    try {
      return await run({ ...parts, following: benchFollowing(parts) });
    } finally {
      const ours = chains
        .all()
        .filter(({ id, origin }) => origin?.chainId === spot.chain.id && !before.has(id));
      const requests = ours.flatMap(({ events }) =>
        events.flatMap((event) => (event.type === 'step.ended' ? [event.response?.requestId ?? ''] : [])),
      );
      if (await kept.undo(new Set(requests))) tally.takeBack(ours.map(({ id }) => id));
    }
  }

  async function guarded(
    own: Parts,
    studied: Studied,
    fault: Fault,
    stop: Stop,
    waiting: (until: number | undefined) => void,
  ): Promise<BenchResult | undefined> {
    const { spot, place } = studied;
    const count = countOf(fault, place);
    const open = () => {
      const who = whoAt(spot.chain, spot.parentId ?? null);
      return count === undefined || who === undefined || staysOpen(tally.of(who, count));
    };
    if (!open()) {
      const cleared = !sendsMessages(studied) && (await signInClean(own, { spot, stop, waiting }));
      if (stop.stopped) return undefined;
      if (!cleared || !open()) return held(fault.id, studied);
    }
    return runFault(own, { spot, fault, others: borrowable(parts, spot), stop, waiting });
  }

  /** What an earlier run of the same fault left: its chain is no longer shown. */
  function forget(result: BenchResult | undefined): void {
    if (result?.chainId === undefined) return;
    chains.remove(result.chainId);
  }

  return {
    async list(chainId, stepId) {
      const { spot, place, listed } = await study(chainId, stepId);
      return {
        name: spot.name,
        operation: place.operation,
        username: place.username,
        faults: listed.map((entry) => viewOf(entry, spot, place)),
      };
    },
    async run({ chainId, stepId, faults, confirmed }) {
      const studied = await study(chainId, stepId);
      const { spot, place, listed } = studied;
      const bench = benchAt(spot);
      // Two at once would each take the other's calls for somebody else's.
      if ([...benches.values()].some(({ running }) => running !== undefined))
        throw coreFault('BENCH_BUSY', 'A bench is running already. Stop it first.');
      const chosen = listed.filter(({ fault, hindered }) =>
        faults === 'all' ? hindered === undefined : faults.includes(fault.id),
      );
      const views = chosen
        .map((entry) => viewOf(entry, spot, place))
        .filter(({ hindered }) => hindered === undefined);
      const harm = {
        tries: views.filter(({ counts }) => counts !== undefined).length,
        messages: views.reduce((sum, { messages }) => sum + messages, 0),
      };
      const { target } = spot.chain;
      if (asksFirst(target, harm) && confirmed !== target.name)
        return { kind: 'ask', ...harm, username: place.username, typed: target.name };

      const stop = createStop();
      bench.stop = stop;
      bench.running = { fault: chosen[0]?.fault.id ?? '', done: 0, total: chosen.length };
      changed(spot);
      void runAll(studied, chosen, bench, stop).finally(() => {
        delete bench.running;
        delete bench.stop;
        changed(spot);
      });
      return { kind: 'running', total: chosen.length };
    },
    stop(chainId, stepId) {
      benchAt(spotOf(parts, chainId, stepId)).stop?.stop();
    },
    state(chainId, stepId) {
      const { running, results } = benchAt(spotOf(parts, chainId, stepId));
      return { ...(running ? { running } : {}), results: [...results.values()] };
    },
  };
}

function viewOf({ fault, hindered }: Listed, spot: Spot, place: Place): BenchFault {
  const { id, group, title, rule, source } = fault;
  const counts = countOf(fault, place);
  return {
    id,
    group,
    title,
    rule,
    source,
    expected: expectedOf(fault, place),
    messages: messagesOf(spot, fault, place),
    ...(counts === undefined ? {} : { counts }),
    ...(hindered === undefined ? {} : { hindered }),
  };
}

function held(fault: string, { place }: Studied): BenchResult {
  return {
    fault,
    verdict: 'held',
    detail:
      `Held back: ${place.username} has ${FREE_TRIES - 1} failed tries in a row, and the next one locks the user. ` +
      'Sign in once to the end, or wait 15 minutes.',
  };
}

/** After a false pass that can't be undone, no sign-in comes to the place any more. */
function spoiled(fault: string, { place }: Studied): BenchResult {
  return {
    fault,
    verdict: 'held',
    detail: `Held back: a fault before was accepted, and ${place.name} is answered for good. Set the user back first.`,
  };
}

/** A clean sign-in would send a code that nobody here can read. */
function sendsMessages({ spot, place, listed }: Studied): boolean {
  const [any] = listed;
  return !place.sandbox && any !== undefined && messagesOf(spot, any.fault, place) > 0;
}

/** Learns nothing of a user from what was broken on purpose; codes that a person's chains used count as used. */
function benchFollowing(parts: Parts): Following {
  const deaf = { ...parts.knownUsers, learnFrom: () => undefined };
  const own = createFollowing({
    knownUsers: deaf,
    things: parts.things,
    clock: parts.ports.clock,
    tell: parts.tell,
  });
  return {
    follow: own.follow,
    wasUsed: (chain, parentId, code) =>
      own.wasUsed(chain, parentId, code) || parts.following.wasUsed(chain, parentId, code),
    forgetSandbox: () => own.forgetSandbox(),
  };
}
