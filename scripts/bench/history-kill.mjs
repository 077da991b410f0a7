import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleCore } from '../load-core.mjs';
import { root } from '../setup/paths.mjs';
import { verdict } from './sandbox/figures.mjs';

const KILLS = 200;
const KILLS_OF_A_FILE = 20;
/** Some ten sign-ins. */
const WITHIN_MS = 1_500;

export const title =
  'the product’s host killed with SIGKILL at 200 moments of chance while it signs people in: what is lost';

export default async function run({ loadCore, quick = false }) {
  const { killRounds } = await loadCore('main/testing/kill-rounds.ts');
  const script = await bundleCore('main/testing/host-writer.ts');
  const kills = quick ? KILLS / 10 : KILLS;
  const begun = performance.now();
  try {
    const { chains, kept, steps, told } = await killRounds({
      script,
      sandboxScript: join(root, 'out', 'main', 'sandbox-process.js'),
      kills,
      killsOfAFile: KILLS_OF_A_FILE,
      withinMs: WITHIN_MS,
    });
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
    return [
      `${kills} kills in ${seconds} s: ${chains} chains with ${steps} steps and ${kept} events that were kept, ${told} events begun`,
      // Anything else ends the bench with what is wrong.
      verdict('no kept event lost or changed, every file whole', true),
    ];
  } finally {
    rmSync(dirname(script), { recursive: true, force: true });
  }
}
