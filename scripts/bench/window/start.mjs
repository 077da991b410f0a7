import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/paths.mjs';
import { median, ms } from '../sandbox/figures.mjs';
import { launch } from './launch.mjs';

const FACTOR = 1.5;

/** The console and a bare window of the same Electron take turns: from launch to the first control that can be used. */
export async function coldStart(folder, { rounds }) {
  const bare = join(folder, 'bare');
  writeBare(bare);
  const sides = [
    { app: root, ms: [] },
    { app: bare, ms: [] },
  ];
  for (let round = -1; round < rounds; round += 1) {
    // Taking turns at going first lets a busy machine slow both alike.
    for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
      const took = await started(side.app, join(folder, `start-${sides.indexOf(side)}-${round}`));
      if (round >= 0) side.ms.push(took);
    }
  }
  const [ours, theirs] = sides.map((side) => median(side.ms));
  return [
    {
      name: `cold start to the first usable control, median of ${rounds}`,
      value: ms(ours),
      limit: `${FACTOR} x`,
      met: ours <= theirs * FACTOR,
      beside: `${(ours / theirs).toFixed(2)} x a bare window's ${ms(theirs)}`,
    },
  ];
}

async function started(app, userData) {
  const begun = Date.now();
  const opened = await launch(app, userData);
  try {
    // Enabled, visible, and painted: the frame after it was found has been shown.
    return await opened.page
      .waitForFunction(() => {
        const button = [...document.querySelectorAll('button')].find(
          (one) => !one.disabled && one.getBoundingClientRect().width > 0,
        );
        return button !== undefined && performance.timeOrigin + performance.now();
      })
      .then(async (found) => (await found.jsonValue()) - begun);
  } finally {
    await opened.app.close();
  }
}

/** The least an Electron application can be: one window, one button. */
function writeBare(folder) {
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('package.json', JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }));
  write(
    'main.cjs',
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'));
app.on('window-all-closed', () => app.quit());
`,
  );
  write('index.html', '<!doctype html><meta charset="utf-8"><title>Bare</title><button>Press</button>');
}
