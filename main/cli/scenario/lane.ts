import { version } from '../../../package.json' with { type: 'json' };
import type { Call, HostEvent, Target } from '@core/contract.ts';
import type { ScenarioRun, TargetWish } from '@core/contract/scenario.ts';
import { coreFault, isFault } from '@core/form/form.ts';
import { createHost, type Host } from '@core/host/host.ts';
import type { Clock } from '@core/host/ports.ts';
import type { Importer } from '@core/evidence/importing.ts';
import { noHistory } from '@core/history/no-history.ts';
import { RESULT_VERSION, type ScenarioResult } from '@core/scenario/result.ts';
import { systemAws } from '../../ports/aws/system-aws.ts';
import { openHistoryFile } from '../../ports/history/history-file.ts';
import { nodeHttp } from '../../ports/http.ts';
import { checkerBeside } from '../../ports/scenario/check/thread-check.ts';
import { scenarioPorts } from '../../ports/scenario/scenario-ports.ts';
import { awsEnvironment, systemClock, systemRandom } from '../../ports/system.ts';
import { teamPort } from '../../ports/team-history/team-port.ts';
import { isSandboxName } from '../evidence/target-named.ts';
import type { DataHost } from '../data-host.ts';
import { askAtTerminal } from '../ask-at-terminal.ts';
import { lookAtHistory } from '../look-at-history.ts';
import { NO_KEYCHAIN } from '../one-account.ts';
import type { Surroundings } from '../surroundings.ts';
import { callOf, terminalSandbox } from '../terminal-host.ts';
import { valueIn } from '../value-in.ts';
import { laneClock } from './lane-clock.ts';
import { laneFiles } from './lane-files.ts';
import { laneKeychain } from './lane-keychain.ts';
import type { Planned } from './planned.ts';
import { withPoolIdFix } from './pool-id-fix.ts';

/** Where cases run, one at a time: a host of its own, with a sandbox of its own where one is needed. */
export interface Lane {
  /**
   * Runs a case once. Never rejects.
   * @param look is called where every step passed, while all that they left is still there; must not reject
   */
  run(of: Planned, attempt: number, look?: Look): Promise<ScenarioResult>;
  /** Ends the case that is under way. */
  stop(): void;
  close(): Promise<void>;
}

/** Looks at a case that came to its end, on the host where it runs. */
export type Look = (at: DataHost, run: ScenarioRun) => Promise<void>;

/** What all lanes of a run have in common. */
export interface LaneWish {
  readonly around: Surroundings;
  /** Variables: those of the process, and of a file that was given. */
  readonly env: NodeJS.ProcessEnv;
  /** The console's data folder: its saved targets, and its history where the run is recorded. */
  readonly folder: string;
  readonly record: boolean;
  /** True where nobody looks at the chains of cases that pass. */
  readonly lean: boolean;
  /** True where something is read from the keychain. */
  readonly keychain: boolean;
  /** In place of what files say: a target for this run, or the name of one. */
  readonly target: TargetWish | { readonly named: string } | undefined;
  /** How that target is given its user pool's id. */
  readonly poolIdFlag: string;
  readonly confirmed: string | undefined;
  /** How long a case may take where its file says nothing. */
  readonly timeout: string | undefined;
  /** True where a sandbox will be needed: it starts at once. */
  readonly sandbox: boolean;
  /** What is known of a file's secrets by now. */
  secrets(names: readonly string[]): Readonly<Record<string, string>>;
  /** Asks a person; undefined where nobody is there. */
  ask(question: string, secret: boolean): Promise<string | undefined>;
}

/**
 * Opens a lane.
 * @throws CoreFault SANDBOX_START, TARGET_UNKNOWN, HISTORY_UNAVAILABLE
 */
export async function openLane(wish: LaneWish): Promise<Lane> {
  const clock = laneClock(systemClock);
  const host = await laneHost(wish, clock);
  const call = callOf(host);
  try {
    if (!wish.keychain && !wish.record) valueIn(await call('vault.useMemory', {}));
    else if (valueIn(await call('vault.retry', {})).kind !== 'keychain')
      valueIn(await call('vault.useMemory', {}));
    if (wish.record) await lookAtHistory(call);
    if (wish.sandbox) valueIn(await call('sandbox.start', {}));
    const toSandbox = isSandbox(wish.target);
    const target = await wishedTarget(call, wish.target);
    let underWay: string | undefined;
    return {
      async run(of, attempt, look) {
        const began = await call('scenario.run', {
          text: of.text,
          file: of.file,
          row: toSandbox && of.on !== 'sandbox' ? { ...of.row, target: 'sandbox' } : of.row,
          secrets: wish.secrets(of.secrets),
          begin: 'seed',
          pace: 'through',
          holds: look !== undefined,
          attempt,
          lean: wish.lean,
          ...(target === undefined ? {} : { target }),
          ...(wish.confirmed === undefined ? {} : { confirmed: wish.confirmed }),
          ...(wish.timeout === undefined ? {} : { timeout: wish.timeout }),
        });
        if (!began.ok) return unrun(of, attempt, began.error);
        const { runId } = began.value;
        underWay = runId;
        try {
          const result = await endOf({ host, call, runId, wish, look });
          return withPoolIdFix({ ...result, id: of.id, title: of.title, row: of.row, attempt }, wish, of);
        } finally {
          underWay = undefined;
          // What is recorded stays in the history; else nothing of it is needed any more.
          await call('scenario.forget', { runId, chains: !wish.record });
        }
      },
      stop() {
        if (underWay !== undefined) void call('scenario.stop', { runId: underWay });
      },
      async close() {
        await host.close();
        clock.stop();
      },
    };
  } catch (error) {
    await host.close();
    clock.stop();
    throw error;
  }
}

function laneHost({ around, env, folder, record, keychain }: LaneWish, clock: Clock): Promise<Host> {
  return createHost({
    clock,
    random: systemRandom,
    http: nodeHttp({ keepAlive: true }),
    aws: systemAws({ prompt: askAtTerminal }),
    keychain: keychain || record ? laneKeychain(around.keychain) : NO_KEYCHAIN,
    files: laneFiles(folder),
    history: record ? openHistoryFile(folder, { now: clock.now }) : noHistory(),
    team: teamPort({}),
    sandbox: terminalSandbox({}, around.sandboxScript),
    clipboard: { write: async () => undefined, read: async () => '' },
    saveDialog: { save: async () => undefined },
    openDialog: { choose: async () => [] },
    importer: NO_IMPORTER,
    scenarios: scenarioPorts({ env, checker: checkerBeside(around.sandboxScript) }),
    runtime: { version, kind: 'node', platform: process.platform },
    environment: awsEnvironment(around.env),
    beside: true,
  });
}

const NO_IMPORTER: Importer = {
  file: () => undefined,
  read: () => Promise.reject(coreFault('IMPORT_UNREADABLE', 'This command imports nothing.')),
};

function isSandbox(wish: LaneWish['target']): boolean {
  return wish !== undefined && 'named' in wish && wish.named === 'sandbox';
}

/** @throws CoreFault TARGET_UNKNOWN, with those there are */
async function wishedTarget(call: Call, wish: LaneWish['target']): Promise<TargetWish | undefined> {
  if (wish === undefined || !('named' in wish)) return wish;
  // Each scenario's own app client there.
  if (isSandbox(wish)) return undefined;
  if (isSandboxName(wish.named)) return { targetId: wish.named };
  const targets = valueIn(await call('targets.list', {}));
  const fits = (target: Target) =>
    target.id === wish.named || target.name.toLowerCase() === wish.named.toLowerCase();
  const found = targets.filter(fits);
  const [one] = found;
  if (one !== undefined && found.length === 1) return { targetId: one.id };
  const saved = targets.filter(({ kind }) => kind !== 'sandbox').map(({ name }) => name);
  throw coreFault(
    'TARGET_UNKNOWN',
    one === undefined
      ? `No target is called ${wish.named}. There are: ${['sandbox', ...saved].join(', ')}.`
      : `Several targets are called ${wish.named}. Give an id: ${found.map(({ id }) => id).join(', ')}.`,
  );
}

interface Going {
  readonly host: Host;
  readonly call: Call;
  readonly runId: string;
  readonly wish: LaneWish;
  readonly look: Look | undefined;
}

/** Waits for a run's end, and asks whom it has to ask meanwhile. */
function endOf({ host, call, runId, wish, look: lookAt }: Going): Promise<ScenarioResult> {
  return new Promise((resolve, reject) => {
    let asked = false;
    let looked = false;
    const look = async () => {
      const state = valueIn(await call('scenario.runState', { runId }));
      const { result, waits } = state;
      if (result !== undefined) {
        deaf();
        resolve(result);
      } else if (waits?.kind === 'ask' && !asked) {
        asked = true;
        const value = await wish.ask(waits.question, waits.secret);
        asked = false;
        // Going on without a value says that nobody knows it.
        if (value === undefined) await call('scenario.next', { runId });
        else await call('scenario.tell', { runId, value });
      } else if (waits?.kind === 'end' && !looked) {
        looked = true;
        await lookAt?.({ host, call }, state);
        await call('scenario.next', { runId });
      }
    };
    const failed = (error: unknown) => {
      deaf();
      reject(error as Error);
    };
    const deaf = host.listen((event: HostEvent) => {
      if (event.type === 'scenario.run' && event.runId === runId && event.stands) look().catch(failed);
    });
    look().catch(failed);
  });
}

/** A case that could not be begun. */
export function unrun(
  { id, file, name, title, tags, row }: Planned,
  attempt: number,
  fault: { readonly code: string; readonly detail: string },
  status: 'error' | 'skipped' = 'error',
): ScenarioResult {
  return {
    v: RESULT_VERSION,
    id,
    file,
    name,
    title,
    tags,
    row,
    target: '',
    status,
    startedAt: Date.now(),
    ms: 0,
    attempt,
    flaky: false,
    steps: [],
    fault: { code: fault.code, detail: fault.detail },
    chains: [],
  };
}

/** What an error came to, where it is one of ours. */
export function faultIn(error: unknown): { readonly code: string; readonly detail: string } {
  if (!isFault(error)) throw error;
  return { code: error.code, detail: error.detail };
}
