import { _electron } from '@playwright/test';
import { root } from '../../setup/paths.mjs';

/** What the stage says: see scripts/e2e/on-stage.mjs. */
export const executable = process.env.COUNTERSIGN_ELECTRON ?? '';
const extra = (process.env.COUNTERSIGN_ELECTRON_ARGS ?? '').split(' ').filter(Boolean);

/**
 * An Electron application in a window of its own.
 * @param {string} app its folder
 * @param {string} userData
 */
export async function launch(app, userData) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'AWS_REGION' && name !== 'AWS_ENDPOINT_URL'),
  );
  const opened = await _electron.launch({
    executablePath: executable,
    chromiumSandbox: true,
    args: [...extra, app, `--user-data-dir=${userData}`],
    env,
  });
  return { app: opened, page: await opened.firstWindow() };
}

/** The built console. @param {string} userData */
export async function launchConsole(userData) {
  const opened = await launch(root, userData);
  await opened.page.getByRole('button', { name: /^Step una: / }).waitFor();
  return opened;
}

/** A command of the host, as the page asks it. */
export async function ask(page, name, input = {}) {
  const reply = await page.evaluate(
    ([command, given]) => window.countersign.ask(command, given),
    [name, input],
  );
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.detail}`);
  return reply.value;
}

/**
 * From an event of the page (a click, a key) to the moment what it leads to is painted, milliseconds. `seen` is looked
 * at on every change of the page, and the clock stops in the task after the frame that shows it.
 * @param {import('@playwright/test').Page} page
 * @param {'click' | 'keydown'} event
 * @param {string} seen source of a function without arguments
 * @param {() => Promise<unknown>} act
 */
export async function timed(page, event, seen, act) {
  await page.evaluate(
    ([type, source]) => {
      const isSeen = new Function(`return (${source})()`);
      window.benched = new Promise((resolve) => {
        let begun;
        const look = () => {
          if (begun === undefined || !isSeen()) return;
          watcher.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - begun);
            port2.postMessage(null);
          });
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const start = (heard) => {
          // The first key of a combination is the modifier's own.
          if (type === 'keydown' && heard.key !== 'Enter') return;
          removeEventListener(type, start, true);
          begun = heard.timeStamp;
        };
        addEventListener(type, start, true);
      });
    },
    [event, seen],
  );
  await act();
  return page.evaluate(() => window.benched);
}
