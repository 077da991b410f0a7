import type { ReferenceKind, ReferencePage, Tried } from '../../contract/context.ts';
import { coreFault } from '../../form/form.ts';
import { sandboxPeopleHandlers } from '../handlers/sandbox-people.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { type Cast, readCast } from './cast.ts';
import { challengeTrial } from './challenge-trials.ts';
import { createDriver } from './drive.ts';
import { errorTrial } from './error-trials.ts';
import { exampleOf } from './example.ts';
import { flowTrial } from './flow-trials.ts';
import { shows, type Trial } from './trial.ts';

/** What the reference's pages ask of the host: an example of the wire, and a sign-in that shows it. */
export interface Reference {
  page(kind: ReferenceKind, name: string): Promise<ReferencePage>;
  /** @throws CoreFault TRY_IMPOSSIBLE */
  try(kind: ReferenceKind, name: string): Promise<Tried>;
}

const RULE_ID = 'reference-try';

export function createReference(parts: Parts): Reference {
  const { sandbox } = parts;
  const drive = createDriver(parts);
  const people = sandboxPeopleHandlers(parts);

  /** Under its fault rule, which is gone afterwards however it ends. */
  async function run(trial: Trial): Promise<LiveChain> {
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

  return {
    async page(kind, name) {
      const example = exampleOf(kind, name);
      const { how, says } = trialOf(kind, name, await readCast(sandbox));
      return { ...(example === undefined ? {} : { example }), trial: { how, says } };
    },
    async try(kind, name) {
      const trial = trialOf(kind, name, await readCast(sandbox));
      const shown = (chain: LiveChain | undefined) =>
        chain !== undefined && shows(kind, name, chain.events) ? chain : undefined;
      // An earlier sign-in may have changed the user (a new password, a device): then once more as the seed has them.
      let chain = shown(await run(trial).catch((error: unknown) => giveUp(error, trial)));
      if (chain === undefined && trial.user !== undefined) {
        await people['sandbox.resetUser'](trial.user);
        chain = shown(await run(trial));
      }
      if (chain === undefined)
        throw coreFault(
          'TRY_IMPOSSIBLE',
          `The sandbox answered otherwise, so ${name} was not met. Reset it to its seed, and try again.`,
        );
      return { chainId: chain.id, how: trial.how };
    },
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
