import { median, ms, quantile } from '../sandbox/figures.mjs';
import { ask, timed } from './launch.mjs';
import { growTo } from './rounds.mjs';

const OPEN_MS = 150;
/** One frame of a display of 60 Hz, and what its clock may be off by. */
const FRAME_MS = 1_000 / 60;
const TOLERANCE_MS = 1.5;
const SMOOTH = 0.95;

const PICTURES = [
  ['rail', '1', '[role=listbox] [role=option]'],
  ['graph', '2', 'svg [role=option]'],
  ['table', '3', '[role=grid] tbody tr[aria-selected]'],
  ['timeline', '4', '[role=listbox] .bar'],
];

/** Opens a long chain from the list, in each of its pictures, and scrolls it. */
export async function longChain({ page }, { steps, rounds }) {
  const [{ chainId }] = await ask(page, 'chains.list');
  await growTo(page, chainId, steps);
  const figures = [];
  for (const [name, key, rows] of PICTURES) {
    await page.keyboard.press(`Alt+${key}`);
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.keyboard.press('Control+1');
      await page.getByRole('main', { name: 'Start', exact: true }).waitFor();
      const seen = `() => document.querySelectorAll('main ${rows}').length > 2 &&
        document.querySelector('section[aria-label="Inspector"] [role=treeitem]') !== null &&
        document.querySelector('section[aria-label^="Answer"]') !== null`;
      const link = page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /una/ });
      times.push(await timed(page, 'click', seen, () => link.click()));
    }
    figures.push({
      name: `opening a chain of ${steps} steps, as ${name}, median of ${rounds}`,
      value: ms(median(times)),
      limit: `${OPEN_MS} ms`,
      met: median(times) < OPEN_MS,
      beside: `slowest ${ms(Math.max(...times))}`,
    });
    if (name !== 'graph') figures.push(await scrolled(page, name));
  }
  await page.keyboard.press('Alt+1');
  return figures;
}

/** Scrolls from top to bottom, 40 pixels a frame, and looks how far apart the frames are. */
async function scrolled(page, name) {
  const [frames, idle] = await page.evaluate(async () => {
    const scroller = document.querySelector('main [role=listbox], main [role=grid]').closest('.scroll');
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
    // What frames are like here when nothing is to be done.
    const still = await run(() => undefined);
    scroller.scrollTop = 0;
    return [await run(() => (scroller.scrollTop += 40)), still];
  });
  const good = (gaps) => gaps.filter((gap) => gap <= FRAME_MS + TOLERANCE_MS).length / gaps.length;
  const rate = (gaps) => 1_000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  return {
    name: `scrolling it, frames in time (${name})`,
    value: `${(good(frames) * 100).toFixed(0)} %`,
    limit: '95 %',
    met: good(frames) >= SMOOTH,
    beside: `${rate(frames).toFixed(1)} frames a second, p95 ${ms(quantile(frames, 0.95), 1)}; at rest ${(good(idle) * 100).toFixed(0)} %, ${rate(idle).toFixed(1)}`,
  };
}
