import { copyFileSync, mkdirSync, readdirSync, writeFileSync, constants } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/paths.mjs';
import { ms, quantile, table } from '../sandbox/figures.mjs';
import { launch } from '../window/launch.mjs';

/*
 * node in-window.mjs OUT FILLED FOLDER: runs on the stage that history-window.mjs sets, on a copy of the folder FILLED
 * below FOLDER, and leaves its lines in OUT as JSON.
 */
const [out = '', filled = '', folder = ''] = process.argv.slice(2);
const FRAME_MS = 1_000 / 60;
const TOLERANCE_MS = 1.5;
const WORDS = ['ann', 'error:Code', 'user:kim challenge:SMS', 'invalid code', 'status:failed target:st'];

const userData = join(folder, 'user-data');
mkdirSync(userData);
for (const file of readdirSync(filled))
  copyFileSync(join(filled, file), join(userData, file), constants.COPYFILE_FICLONE);

const { app, page } = await launch(root, userData);
try {
  await page.getByRole('main').waitFor();
  await page.keyboard.press('Control+9');
  await page.getByRole('option').first().waitFor();
  const typed = await typing(page);
  const first = await scrolling(page, 40);
  const rows = await readAll(page);
  const all = await scrolling(page, 40);
  const leaps = await scrolling(page, 1_000);
  const lines = table([
    ['', 'figure', '', 'beside it'],
    [
      `a letter until what it finds is painted, p95 of ${typed.length}`,
      ms(quantile(typed, 0.95)),
      '',
      `median ${ms(quantile(typed, 0.5))}`,
    ],
    ['scrolling the first pages, frames in time', ...frames(first)],
    [`scrolling with ${rows.toLocaleString('en')} chains read`, ...frames(all)],
    ['the same, 25 rows a frame', ...frames(leaps)],
  ]);
  writeFileSync(out, JSON.stringify(lines));
} finally {
  await app.close();
}

function frames({ moving, still }) {
  const good = (gaps) => gaps.filter((gap) => gap <= FRAME_MS + TOLERANCE_MS).length / gaps.length;
  const rate = (gaps) => 1_000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  return [
    `${(good(moving) * 100).toFixed(0)} %`,
    good(moving) >= 0.95 * Math.min(1, good(still)) ? 'met' : 'MISSED',
    `${rate(moving).toFixed(1)} frames a second; at rest ${(good(still) * 100).toFixed(0)} %, ${rate(still).toFixed(1)}`,
  ];
}

/** From each letter to the frame after the list has changed for it; letters that change nothing are left out. */
async function typing(target) {
  const times = [];
  for (const word of WORDS) {
    await target.keyboard.press('Control+f');
    await target.keyboard.press('Control+a');
    await target.keyboard.press('Backspace');
    await target.waitForTimeout(400);
    for (const letter of word) {
      await target.evaluate(() => {
        window.benched = new Promise((resolve) => {
          let begun;
          addEventListener('input', ({ timeStamp }) => (begun = timeStamp), { once: true, capture: true });
          const watcher = new MutationObserver((changes) => {
            const inList = changes.some(({ target: node }) =>
              (node.parentElement ?? node).closest('[aria-label="Chains found"]'),
            );
            if (begun === undefined || !inList) return;
            watcher.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
          });
          watcher.observe(document.querySelector('main'), {
            ...{ subtree: true, childList: true, attributes: true, characterData: true },
          });
          setTimeout(() => (watcher.disconnect(), resolve(undefined)), 1_500);
        });
      });
      await target.keyboard.type(letter);
      const time = await target.evaluate(() => window.benched);
      if (time !== undefined) times.push(time);
    }
  }
  for (let at = 0; at < 2; at += 1) await target.keyboard.press('Escape');
  await target.waitForTimeout(400);
  return times;
}

/** Scrolls so many pixels a frame, and looks how far apart the frames are; and how they are when nothing moves. */
function scrolling(target, pixels) {
  return target.evaluate(async (by) => {
    const scroller = document.querySelector('[aria-label="Chains found"]');
    const run = (move) =>
      new Promise((resolve) => {
        const gaps = [];
        let before;
        const frame = (now) => {
          if (before !== undefined) gaps.push(now - before);
          before = now;
          if (gaps.length >= 180) return resolve(gaps);
          move();
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    const still = await run(() => undefined);
    scroller.scrollTop = 0;
    return { still, moving: await run(() => (scroller.scrollTop += by)) };
  }, pixels);
}

/** Scrolls to the end until there is no more to read. Returns how many chains there are then. */
function readAll(target) {
  return target.evaluate(async () => {
    const scroller = document.querySelector('[aria-label="Chains found"]');
    const rowsOf = () => Number(scroller.querySelector('[role=option]:last-of-type').ariaPosInSet);
    for (let before = -1, waited = 0; waited < 50;) {
      scroller.scrollTop = scroller.scrollHeight;
      await new Promise((resolve) => setTimeout(resolve, 20));
      waited = scroller.scrollHeight === before ? waited + 1 : 0;
      before = scroller.scrollHeight;
    }
    return rowsOf();
  });
}
