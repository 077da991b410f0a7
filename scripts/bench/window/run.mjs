import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../sandbox/figures.mjs';
import { launchConsole } from './launch.mjs';
import { largeResponse } from './large-response.mjs';
import { longChain } from './long-chain.mjs';
import { coldStart } from './start.mjs';
import { stepping } from './stepping.mjs';

/*
 * node run.mjs OUT [--quick]: runs on the stage that window.mjs sets, and leaves its lines in OUT as JSON.
 * A figure: { name, value, limit, met, beside } all texts but `met`; `beside` is the rival or what it was measured over.
 */
const [out = ''] = process.argv.slice(2);
const quick = process.argv.includes('--quick');
const folder = mkdtempSync(join(tmpdir(), 'cs-window-'));

try {
  const figures = [];
  const opened = await launchConsole(join(folder, 'user-data'));
  try {
    figures.push(...(await stepping(opened, { steps: quick ? 20 : 200 })));
    figures.push(...(await longChain(opened, { steps: quick ? 120 : 500, rounds: quick ? 3 : 7 })));
    figures.push(...(await largeResponse(opened, { rounds: quick ? 3 : 9 })));
  } finally {
    await opened.app.close();
  }
  figures.push(...(await coldStart(folder, { rounds: quick ? 3 : 9 })));
  const lines = table([
    ['', 'figure', 'limit', '', 'beside it'],
    ...figures.map(({ name, value, limit = '', met, beside = '' }) => [
      name,
      value,
      limit,
      met === undefined ? '' : met ? 'met' : 'MISSED',
      beside,
    ]),
  ]);
  writeFileSync(out, JSON.stringify(lines));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
