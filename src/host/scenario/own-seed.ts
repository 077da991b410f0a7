import type { JsonValue } from '../../json.ts';
import { filledWithin } from '../../scenario/placeholders.ts';
import { backToSeed } from '../back-to-seed.ts';
import type { Parts } from '../parts.ts';
import type { CaseRun } from './run-case.ts';
import type { Values } from './values.ts';

/**
 * Puts the sandbox into the state that a case begins with: its seed, the scenario's own, or as it is. The returned
 * function takes an own seed away again: what a person had there comes back, what a run began from the seed begins there.
 * @throws CoreFault SANDBOX_SEED, SANDBOX_CONTROL, SCENARIO_NAME
 */
export async function beginSandbox(parts: Parts, run: CaseRun, values: Values): Promise<() => Promise<void>> {
  const { sandbox, knownUsers, following } = parts;
  const { seed } = run.of.source.scenario;
  const anew = async () => {
    knownUsers.forgetSandbox();
    following.forgetSandbox();
    // What was set up with users of another run is none of this one's. A person's own things stay.
    if (run.begin === 'seed') await knownUsers.forgetSandboxThings().catch(() => undefined);
    await sandbox.start();
  };
  if (seed === undefined) {
    if (run.begin === 'seed') await backToSeed(parts);
    return async () => undefined;
  }
  const before = run.begin === 'seed' ? undefined : await kept(sandbox);
  const own = (await filledWithin(seed, (text) => values.fill(text))) as object;
  await sandbox.ask('PUT', 'seed', { version: 1, ...own });
  await anew();
  return async () => {
    await sandbox.ask('DELETE', 'seed');
    if (before !== undefined) {
      await sandbox.ask('PUT', 'snapshot', before.snapshot);
      await sandbox.ask('PUT', 'faults', before.faults);
      await sandbox.ask('PUT', 'settings', before.settings);
    }
    await anew();
  };
}

/** All that a loaded seed would take away. */
async function kept(sandbox: Parts['sandbox']) {
  const { rules } = (await sandbox.ask('GET', 'faults')) as { rules: readonly { text: string }[] };
  const { settings, statusProfile } = (await sandbox.ask('GET', 'settings')) as {
    settings: JsonValue;
    statusProfile: string;
  };
  return {
    snapshot: await sandbox.ask('GET', 'snapshot'),
    faults: { rules: rules.map(({ text }) => text) },
    settings: { settings, statusProfile },
  };
}
