import { median, ms, quantile } from '../sandbox/figures.mjs';
import { ask, timed } from './launch.mjs';
import { beginRounds } from './rounds.mjs';

const OVER_SERVER_MS = 30;
const LONG_TASK_MS = 50;

/** Answers a challenge by keyboard again and again: what the window adds to the server's own time. */
export async function stepping({ app, page }, { steps }) {
  await beginRounds(page);
  const form = page.getByRole('region', { name: 'Answer CUSTOM_CHALLENGE' });
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      const seen = document.querySelector('section[aria-label="Inspector"] h2')?.textContent?.trim();
      for (const { duration } of list.getEntries()) window.longTasks.push({ duration, seen });
    }).observe({ type: 'longtask' });
  });
  // The host's thread: how late its timers are says how long anything held it.
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    globalThis.delay = monitorEventLoopDelay({ resolution: 1 });
    globalThis.delay.enable();
  });

  const whole = [];
  for (let number = 2; number <= steps + 1; number += 1) {
    // The sandbox's seed knows the answer: the form is ready as it comes.
    await form.locator('button:not([aria-busy])', { hasText: /^Send/ }).waitFor();
    const seen = `() => {
      const inspector = document.querySelector('section[aria-label="Inspector"]');
      return inspector?.querySelector('h2')?.textContent?.trim().startsWith('${number}') &&
        inspector.querySelector('[role=treeitem]') !== null;
    }`;
    whole.push(await timed(page, 'keydown', seen, () => page.keyboard.press('Control+Enter')));
    // The form is there for the next one once the response was painted; a key before that sends nothing.
    await page.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
        ),
    );
    await page.waitForFunction(
      (count) =>
        document.querySelectorAll('[role=option][aria-selected=true]').length === 1 &&
        document.querySelector('section[aria-label="Inspector"] h2')?.textContent?.includes(String(count)),
      number,
    );
  }
  const tasks = await page.evaluate(() => window.longTasks);
  const hostMs = await app.evaluate(() => {
    globalThis.delay.disable();
    return globalThis.delay.max / 1e6;
  });

  const [{ chainId }] = await ask(page, 'chains.list');
  const server = (await ask(page, 'chain.events', { chainId }))
    .filter(({ type }) => type === 'step.ended')
    .slice(1)
    .map(({ timing }) => timing.total);
  const over = whole.map((value, at) => value - server[at]);
  const long = tasks.filter(({ duration }) => duration > LONG_TASK_MS);
  return [
    {
      name: `Ctrl+Enter to the response on screen, over the server's time, median of ${whole.length}`,
      value: ms(median(over), 1),
      limit: `${OVER_SERVER_MS} ms`,
      met: median(over) <= OVER_SERVER_MS,
      beside: `p95 ${ms(quantile(over, 0.95), 1)}; server ${ms(median(server), 1)}; whole ${ms(median(whole), 1)}`,
    },
    {
      name: 'tasks over 50 ms on the page’s thread while stepping',
      value: String(long.length),
      limit: '0',
      met: long.length === 0,
      beside:
        long.map(({ duration, seen }) => `${ms(duration)} at ${seen}`).join(', ') ||
        `of ${whole.length} steps`,
    },
    {
      name: 'longest hold of the host’s thread while stepping',
      value: ms(hostMs, 1),
      limit: `${LONG_TASK_MS} ms`,
      met: hostMs <= LONG_TASK_MS,
      beside: 'by timers a millisecond apart',
    },
  ];
}
