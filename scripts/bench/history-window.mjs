import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onStage } from '../e2e/on-stage.mjs';
import { describeRuntime, setUp } from '../setup.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { filledHistory, loadStore } from './history/fill.mjs';

export const title = 'the History view with 100,000 chains: typing and scrolling, in the window';

/** The built application in real Electron, on a copy of the filled history. */
export default async function historyWindow({ loadCore, quick = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'cs-history-'));
  try {
    const { runtime } = await setUp({ electron: true, libraries: ['window', 'tests'] });
    if (runtime === undefined)
      return ['No window can open: there is no Electron. Run: npm run setup -- --retry'];
    const filled = await filledHistory(quick ? 10_000 : 100_000, await loadStore(loadCore));
    const out = join(folder, 'lines.json');
    const script = join(import.meta.dirname, 'history', 'in-window.mjs');
    const code = await onStage(runtime.executable, [process.execPath, script, out, filled, folder]);
    if (code !== 0)
      throw new Error(`The run ended with code ${code}: a window did not open, or closed early.`);
    return [describeRuntime(runtime), ...JSON.parse(readFileSync(out, 'utf8'))];
  } catch (error) {
    if (error instanceof SetupError) return [`No window can open here. ${error.message}`];
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
