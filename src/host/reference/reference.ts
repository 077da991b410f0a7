import type { ReferenceKind, ReferencePage, Tried, Trying } from '../../contract/context.ts';
import { coreFault } from '../../form/form.ts';
import { present } from '../../present.ts';
import { sandboxPeopleHandlers } from '../handlers/sandbox-people.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { Claim, Runs } from '../run/runs.ts';
import { createStop } from '../run/stop.ts';
import { type Cast, readCast } from './cast.ts';
import { challengeTrial } from './challenge-trials.ts';
import { createDriver, type Driver } from './drive.ts';
import { errorTrial } from './error-trials.ts';
import { exampleOf } from './example.ts';
import { flowTrial } from './flow-trials.ts';
import { shows, type Trial } from './trial.ts';

/** What the reference's pages ask of the host: an example of the wire, and a sign-in that shows it. */
export interface Reference {
  page(kind: ReferenceKind, name: string): Promise<ReferencePage>;
  /** @throws CoreFault TRY_IMPOSSIBLE, TRY_UNDER_WAY */
  try(kind: ReferenceKind, name: string): Promise<Tried>;
  stop(): void;
  state(): Trying | undefined;
}

const RULE_ID = 'reference-try';

export function createReference(parts: Parts, runs: Runs): Reference {
  const { sandbox } = parts;
  const people = sandboxPeopleHandlers(parts);
  /** Two at once would each meet the other's fault rule. */
  let trying: Trying | undefined;
  let stop = createStop();
  const state = (): Trying | undefined => trying;

  function tell(now: Trying | undefined): void {
    trying = now;
    parts.tell({ type: 'reference.changed', ...present({ trying }) });
  }

  /** Under its fault rule, which is gone afterwards however it ends. */
  async function run(trial: Trial, drive: Driver): Promise<LiveChain> {
    if (trial.run === undefined) throw coreFault('TRY_IMPOSSIBLE', trial.says);
    if (trial.rule === undefined) return trial.run(drive);
    const [match, answer] = trial.rule.split(' -> ');
    await sandbox.ask('POST', 'faults', { rule: `${match} id=${RULE_ID} -> ${answer}` });
    try {
      return await trial.run(drive);
    } finally {
      await sandbox.ask('DELETE', `faults/${RULE_ID}`);
    }
  }

  /** @returns undefined where it does not show, or was stopped */
  async function tried(kind: ReferenceKind, name: string, trial: Trial): Promise<LiveChain | undefined> {
    const claims: Claim[] = [];
    const drive = createDriver(parts, {
      stop,
      pauses: runs.pauses,
      claim(chain, doing) {
        tell({ kind, name, chainId: chain.id });
        const claim = runs.claim(chain, doing, stop);
        claims.push(claim);
        return claim;
      },
    });
    try {
      const chain = await run(trial, drive);
      return shows(kind, name, chain.events) ? chain : undefined;
    } catch (error) {
      if (stop.stopped) return undefined;
      throw error;
    } finally {
      for (const { release } of claims) release(stop.stopped ? { kind: 'hand', text: 'Stopped' } : undefined);
    }
  }

  return {
    async page(kind, name) {
      const example = exampleOf(kind, name);
      const { how, says } = trialOf(kind, name, await readCast(sandbox));
      return { ...(example === undefined ? {} : { example }), trial: { how, says } };
    },
    async try(kind, name) {
      if (trying !== undefined)
        throw coreFault('TRY_UNDER_WAY', `${trying.name} is being tried already. Stop it first.`);
      stop = createStop();
      tell({ kind, name });
      try {
        const trial = trialOf(kind, name, await readCast(sandbox));
        let chain = await tried(kind, name, trial).catch((error: unknown) => giveUp(error, trial));
        // An earlier sign-in may have changed the user (a new password, a device): then once more as the seed has them.
        if (chain === undefined && trial.user !== undefined && !stop.stopped) {
          await people['sandbox.resetUser'](trial.user);
          chain = await tried(kind, name, trial);
        }
        const { how } = trial;
        if (stop.stopped) {
          const chainId = state()?.chainId;
          const stays = chainId !== undefined && parts.chains.has(chainId);
          return { how, stopped: true, ...(stays ? { chainId } : {}) };
        }
        if (chain !== undefined) return { chainId: chain.id, how };
        throw coreFault(
          'TRY_IMPOSSIBLE',
          `The sandbox answered otherwise, so ${name} was not met. Reset it to its seed, and try again.`,
        );
      } finally {
        tell(undefined);
      }
    },
    stop: () => stop.stop(),
    state,
  };
}

/** A user who can be put back to the seed gets another chance. */
function giveUp(error: unknown, { user, run }: Trial): undefined {
  if (user === undefined || run === undefined) throw error;
}

function trialOf(kind: ReferenceKind, name: string, cast: Cast): Trial {
  const make = { challenge: challengeTrial, flow: flowTrial, error: errorTrial }[kind];
  return (
    make(name, cast) ?? {
      how: 'none',
      says: 'The sandbox’s seed has no user who shows this. Reset it to the built-in seed.',
    }
  );
}
