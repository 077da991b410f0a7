import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onStage } from '../e2e/on-stage.mjs';
import { describeRuntime, setUp } from '../setup.mjs';
import { SetupError } from '../setup/setup-error.mjs';

export const title = 'the window: answering, long chains, large responses, and its start beside a bare one';

/** The built application in real Electron, driven by its keys and its mouse; all figures from one run. */
export default async function run({ quick = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cs-bench-'));
  try {
    const { runtime } = await setUp({ electron: true, libraries: ['window', 'tests'] });
    if (runtime === undefined)
      return ['No window can open: there is no Electron. Run: npm run setup -- --retry'];
    const [load = 0] = loadavg();
    const busy = `${availableParallelism()} processors, load ${load.toFixed(1)} before the run`;
    const out = join(folder, 'lines.json');
    const script = join(import.meta.dirname, 'window', 'run.mjs');
    const command = [process.execPath, script, out, ...(quick ? ['--quick'] : [])];
    const code = await onStage(runtime.executable, command);
    if (code !== 0)
      throw new Error(`The run ended with code ${code}: a window did not open, or closed early.`);
    return [describeRuntime(runtime), busy, ...JSON.parse(readFileSync(out, 'utf8'))];
  } catch (error) {
    // No display, no keyring, no libraries: said as such, so that the other benches still run.
    if (error instanceof SetupError) return [`No window can open here. ${error.message}`];
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
