import { copyFileSync, mkdirSync, readdirSync, writeFileSync, constants } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/paths.mjs';
import { ms, quantile, table } from '../sandbox/figures.mjs';
import { scrolling, smoothness } from '../window/frames.mjs';
import { launch } from '../window/launch.mjs';

/*
 * node in-window.mjs OUT FILLED FOLDER: runs on the stage that history-window.mjs sets, on a copy of the folder FILLED
 * below FOLDER, and leaves its lines in OUT as JSON.
 */
const [out = '', filled = '', folder = ''] = process.argv.slice(2);
const LIST = '[aria-label="Chains found"]';
/** Pixels a frame, and what moves so fast at 60 frames a second: a row is 40 pixels high. */
const PACES = [
  [40, 'one row a frame, as a wheel turned steadily'],
  [200, '200 px a frame, a fast flick'],
  [1_000, '1,000 px or 25 rows a frame, the scroll bar dragged'],
];
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
  const first = await scrolling(page, LIST, 40);
  const rows = await readAll(page);
  const paced = [];
  for (const [pixels, what] of PACES)
    paced.push([
      `scrolling with ${rows.toLocaleString('en')} chains read, ${what}`,
      ...frames(await scrolling(page, LIST, pixels)),
    ]);
  const lines = table([
    ['', 'figure', '', 'beside it'],
    [
      `a letter until what it finds is painted, p95 of ${typed.length}`,
      ms(quantile(typed, 0.95)),
      '',
      `median ${ms(quantile(typed, 0.5))}`,
    ],
    [`scrolling the first pages, frames in time, ${PACES[0][1]}`, ...frames(first)],
    ...paced,
  ]);
  writeFileSync(out, JSON.stringify(lines));
} finally {
  await app.close();
}

function frames(gaps) {
  const { value, metAsAtRest, beside } = smoothness(gaps);
  return [value, metAsAtRest ? 'met' : 'MISSED', beside];
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
