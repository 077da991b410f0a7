import { median, ms } from '../sandbox/figures.mjs';
import { scrolling, smoothness } from './frames.mjs';
import { ask, timed } from './launch.mjs';
import { growTo } from './rounds.mjs';

const OPEN_MS = 150;
const LIST = 'main [role=listbox], main [role=grid]';

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

/** From top to bottom, one row a frame. */
async function scrolled(page, name) {
  await page.evaluate(
    (which) => document.querySelector(which).closest('.scroll').setAttribute('data-benched', ''),
    LIST,
  );
  const { value, limit, met, beside } = smoothness(await scrolling(page, '[data-benched]', 40));
  await page.evaluate(() => document.querySelector('[data-benched]').removeAttribute('data-benched'));
  return { name: `scrolling it, frames in time (${name})`, value, limit, met, beside };
}
