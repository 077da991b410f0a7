import type { Page } from '@playwright/test';
import { expect, test as base } from './console.ts';

interface Lost {
  readonly after: string;
  readonly from: string;
}
type Watched = Window & { lostFocus?: Lost[] };

/** Long enough for a view to load and take the focus; the focus must not be nowhere then. */
const SETTLED_MS = 600;

/**
 * The console of a story in which the focus may never be nowhere: half a second after every key, and every click on
 * something that takes the focus, something has it. The story fails at its end with what was done.
 */
export const test = base.extend<{ focusKept: undefined }>({
  focusKept: [
    async ({ console: { page } }, use) => {
      await page.addInitScript(watchFocus, SETTLED_MS);
      await page.evaluate(watchFocus, SETTLED_MS);
      await use(undefined);
      if (!page.isClosed()) expect(await lostFocus(page)).toEqual([]);
    },
    { auto: true },
  ],
});

/** What took the focus away, once the last thing done has settled. */
export async function lostFocus(page: Page): Promise<readonly Lost[]> {
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), SETTLED_MS + 100);
  return page.evaluate(() => (window as Watched).lostFocus ?? []);
}

/** Runs in the page. */
function watchFocus(settledMs: number): void {
  const watched = window as Watched;
  if (watched.lostFocus) return;
  const lost: Lost[] = [];
  watched.lostFocus = lost;
  const look = (after: string, target: EventTarget | null): void => {
    const from = target instanceof HTMLElement ? target.outerHTML.slice(0, 160) : '';
    setTimeout(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) lost.push({ after, from });
    }, settledMs);
  };
  // Where nothing has the focus yet there is nothing to lose.
  const has = (): boolean => document.activeElement !== null && document.activeElement !== document.body;
  window.addEventListener(
    'keydown',
    (event) => {
      if (has()) look(event.key, document.activeElement);
    },
    true,
  );
  window.addEventListener(
    'click',
    (event) => {
      const taker = event.target instanceof Element ? event.target.closest('button, a, input, select') : null;
      if (taker && has()) look('click', taker);
    },
    true,
  );
}

export { expect } from './console.ts';
