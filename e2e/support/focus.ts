import type { Page } from '@playwright/test';
import { expect, test as base } from './console.ts';

interface Lost {
  readonly after: string;
  readonly from: string;
}
type Watched = Window & { lostFocus?: Lost[] };

/** Long enough for a view to load and take the focus; the focus must not be nowhere then. */
const SETTLED_MS = 600;
/** Between two keys the focus may be on its way from a dialog back to the page: lost is what stays lost. */
const ON_ITS_WAY_MS = 150;

/**
 * The console of a story in which the focus may never be nowhere: half a second after every key, and every click on
 * something that takes the focus, something has it. The story fails at its end with what was done.
 */
export const test = base.extend<{ focusKept: undefined }>({
  focusKept: [
    async ({ console: { page } }, use) => {
      const waits = { settledMs: SETTLED_MS, onItsWayMs: ON_ITS_WAY_MS };
      await page.addInitScript(watchFocus, waits);
      await page.evaluate(watchFocus, waits);
      await use(undefined);
      if (!page.isClosed()) expect(await lostFocus(page)).toEqual([]);
    },
    { auto: true },
  ],
});

/** What took the focus away, once the last thing done has settled. */
async function lostFocus(page: Page): Promise<readonly Lost[]> {
  await page.evaluate(
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    SETTLED_MS + ON_ITS_WAY_MS + 100,
  );
  return page.evaluate(() => (window as Watched).lostFocus ?? []);
}

/** Runs in the page. */
function watchFocus({ settledMs, onItsWayMs }: { settledMs: number; onItsWayMs: number }): void {
  const watched = window as Watched;
  if (watched.lostFocus) return;
  const lost: Lost[] = [];
  watched.lostFocus = lost;
  const look = (after: string, target: EventTarget | null): void => {
    const from = target instanceof HTMLElement ? target.outerHTML.slice(0, 160) : '';
    setTimeout(() => {
      if (has()) return;
      setTimeout(() => {
        if (!has()) lost.push({ after, from });
      }, onItsWayMs);
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
