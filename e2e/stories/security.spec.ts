import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ask } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import {
  type Console,
  consoleEnvironment,
  electronArguments,
  electronExecutable,
  installation,
  type Installation,
  reload,
} from '../support/launch.ts';
import { type Server, startServer } from '../support/server.ts';

let installed: Installation;
let opened: Console;
/** Somewhere to go: were a way out open, it would see a request. */
let outside: Server;

test.beforeAll(async () => {
  outside = await startServer((response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('<title>outside</title>');
  });
  installed = installation('security');
  opened = await installed.launch();
  await opened.page.getByRole('heading', { name: 'Step a sign-in now' }).waitFor();
});
test.afterAll(async () => {
  await installed.close();
  await outside.close();
});
test.afterEach(() => {
  expect(outside.requests, 'nothing got out').toEqual([]);
  expect(opened.page.url()).toMatch(/^countersign:\/\/console\/#?/);
});

test('nothing of the page comes from anywhere else', async () => {
  const { page } = opened;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await reload(page);
  await page.getByRole('heading', { name: 'Step a sign-in now' }).waitFor();
  expect(asked).toContain('countersign://console/');
  expect(asked.filter((url) => !url.startsWith('countersign://console/'))).toEqual([]);
});

test('no Node in the page', async () => {
  const found = await opened.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('the page is isolated and sandboxed, by the window’s own settings', async () => {
  const preferences = await opened.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types, and the only way to ask.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  for (const risky of [
    'nodeIntegrationInSubFrames',
    'nodeIntegrationInWorker',
    'webviewTag',
    'allowRunningInsecureContent',
    'experimentalFeatures',
  ]) {
    expect(preferences[risky] ?? false, risky).toBe(false);
  }
});

test('the bridge is one question, one listener and one way to hand in files, and can’t be replaced', async () => {
  const bridge = await opened.page.evaluate(() => {
    const { countersign } = window as unknown as { countersign: Record<string, unknown> };
    const before = countersign['ask'];
    try {
      countersign['ask'] = () => undefined;
    } catch {
      // refusing loudly is as good as refusing
    }
    return {
      members: Object.keys(countersign).sort(),
      kept: (window as unknown as { countersign: Record<string, unknown> }).countersign['ask'] === before,
    };
  });
  expect(bridge).toEqual({ members: ['ask', 'listen', 'offer'], kept: true });
});

test('a file that the page made up lies nowhere, whatever its name', async () => {
  const offered = await opened.page.evaluate(
    (path) => {
      const { countersign } = window as unknown as {
        countersign: { offer(files: unknown): Promise<unknown> };
      };
      return countersign.offer([new File(['text'], path), path, { path }]);
    },
    import.meta.filename,
  );
  expect(offered).toEqual([]);
});

test('the policy blocks inline script and eval', async () => {
  const blocked = await opened.page.evaluate(
    () =>
      new Promise<{ inline: unknown; evaluated: unknown; directives: string[] }>((resolve) => {
        const directives: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) =>
          directives.push(event.effectiveDirective),
        );
        const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true';
        document.body.append(script);
        // In a task of its own: what is evaluated from outside is exempt while it runs.
        setTimeout(() => {
          let evaluated: unknown;
          try {
            evaluated = (0, window['eval'])('1 + 1');
          } catch (error) {
            evaluated = (error as Error).name;
          }
          script.remove();
          setTimeout(() =>
            resolve({
              inline: 'inlineRan' in window,
              evaluated,
              directives: [...new Set(directives)].sort(),
            }),
          );
        });
      }),
  );
  expect(blocked).toEqual({
    inline: false,
    evaluated: 'EvalError',
    directives: ['script-src', 'script-src-elem'],
  });
});

test('the page can connect to nothing, not even the sandbox', async () => {
  const attempts = await opened.page.evaluate(async (url) => {
    const fails = (run: () => Promise<unknown>) =>
      run().then(
        () => false,
        () => true,
      );
    const loads = (element: HTMLImageElement | HTMLScriptElement, source: string) =>
      new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        element.src = source;
        document.body.append(element);
      }).finally(() => element.remove());
    return {
      fetch: await fails(() => fetch(url)),
      own: await fails(() => fetch('countersign://console/index.html')),
      image: await fails(() => loads(new Image(), `${url}/a.png`)),
      script: await fails(() => loads(document.createElement('script'), `${url}/a.js`)),
      socket: await fails(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(url.replace('http', 'ws'));
            socket.onopen = resolve;
            socket.onerror = reject;
          }),
      ),
      beacon: !navigator.sendBeacon(url, 'x') || 'queued, then blocked',
    };
  }, outside.url);
  expect(attempts).toMatchObject({ fetch: true, own: true, image: true, script: true, socket: true });
});

test('the scheme serves the built page and no other file', async () => {
  const statuses = await opened.app.evaluate(
    async ({ net }, paths) =>
      Promise.all(paths.map(async (path) => (await net.fetch(`countersign://console/${path}`)).status)),
    ['index.html', '..%2f..%2fpackage.json', '%2e%2e/main/index.js', 'nothing.js', ''],
  );
  expect(statuses).toEqual([200, 404, 404, 404, 200]);
  const policy = await opened.app.evaluate(async ({ net }) =>
    (await net.fetch('countersign://console/')).headers.get('Content-Security-Policy'),
  );
  expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*connect-src 'none'/);
  expect(policy).not.toContain('unsafe');
});

test('the page can’t be led away', async () => {
  const { app, page } = opened;
  for (const address of [outside.url, 'file:///etc/hostname', 'data:text/html,<title>away</title>']) {
    // Asked of the page and of the window itself: a locator would wait for the navigation that never comes.
    const here = await page.evaluate(async (url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
      window.location.href = url;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return document.querySelector('h1')?.textContent;
    }, address);
    expect(here, address).toBe('Step a sign-in now');
    const urls = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => contents.getURL()),
    );
    expect(urls, address).toEqual([expect.stringMatching(/^countersign:\/\/console\//)]);
  }
});

test('no new window opens', async () => {
  const { app, page } = opened;
  const refused = await page.evaluate((url) => {
    const link = document.createElement('a');
    link.href = url;
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
    return window.open(url) === null;
  }, outside.url);
  expect(refused).toBe(true);
  expect(app.windows()).toHaveLength(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('no permission is given', async () => {
  const answers = await opened.page.evaluate(async () => {
    const asked = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    const refused = (run: () => Promise<unknown>) =>
      run().then(
        () => 'given',
        (error: Error) => error.name,
      );
    return {
      notification: await Notification.requestPermission(),
      states: await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(asked),
      ),
      geolocation: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
      camera: await refused(() => navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await refused(() => navigator.clipboard.readText()),
    };
  });
  expect(answers).toMatchObject({
    notification: 'denied',
    states: Array(5).fill('denied'),
    // GeolocationPositionError.PERMISSION_DENIED
    geolocation: 1,
    clipboard: 'NotAllowedError',
  });
  expect(answers.camera).not.toBe('given');
});

test('another window’s page is refused, even with the same preload', async () => {
  const preload = join(appFolder, 'out/preload/preload.cjs');
  const answers = await opened.app.evaluate(async ({ BrowserWindow }, script) => {
    const preferences = { preload: script, sandbox: true, contextIsolation: true };
    const stranger = new BrowserWindow({ show: false, webPreferences: preferences });
    const asks = () =>
      stranger.webContents.executeJavaScript('window.countersign.ask("tokens.list", {})') as Promise<unknown>;
    try {
      await stranger.loadURL('data:text/html,<title>stranger</title>');
      const fromElsewhere = await asks();
      await stranger.loadURL('countersign://console/');
      return [fromElsewhere, await asks()];
    } finally {
      stranger.destroy();
    }
  }, preload);
  const refused = { ok: false, error: { code: 'SENDER_REFUSED', detail: expect.any(String) } };
  expect(answers).toEqual([refused, refused]);
  // The same question from our own page is answered.
  expect(await ask(opened.page, 'tokens.list')).toMatchObject({ ok: true });
});

test('a frame in the page gets neither content nor bridge', async () => {
  const frame = await opened.page.evaluate(
    (url) =>
      new Promise<{ bridge: boolean; loaded: string }>((resolve) => {
        const element = document.createElement('iframe');
        element.src = url;
        document.body.append(element);
        setTimeout(() => {
          let loaded = 'blocked';
          try {
            loaded = element.contentDocument?.title ?? 'blocked';
          } catch {
            // another origin's error page: nothing of it can be read
          }
          const blank = document.createElement('iframe');
          document.body.append(blank);
          const bridge = blank.contentWindow !== null && 'countersign' in blank.contentWindow;
          element.remove();
          blank.remove();
          resolve({ bridge, loaded });
        }, 100);
      }),
    outside.url,
  );
  expect(frame).toEqual({ bridge: false, loaded: 'blocked' });
});

test('malformed questions are refused, by the name of the field', async () => {
  const { page } = opened;
  const answer = { name: 'USER_PASSWORD_AUTH', inputs: {}, responses: {}, members: {} };
  const malformed: readonly (readonly [unknown, unknown, object])[] = [
    ['target.remove', {}, { code: 'INPUT_INVALID', field: 'id' }],
    ['target.remove', { id: 7 }, { code: 'INPUT_INVALID', field: 'id' }],
    ['target.remove', { id: '' }, { code: 'INPUT_INVALID', field: 'id' }],
    ['target.remove', { id: 'x', more: 1 }, { code: 'INPUT_INVALID', field: 'more' }],
    [
      'chain.start',
      { targetId: 'x', answer: { ...answer, inputs: { USERNAME: 1 } } },
      { code: 'INPUT_INVALID', field: 'answer.inputs.USERNAME' },
    ],
    ['settings.set', { theme: 'pink' }, { code: 'INPUT_INVALID', field: 'theme' }],
    ['sandbox.changeClock', { advanceSeconds: -1 }, { code: 'INPUT_INVALID', field: 'advanceSeconds' }],
    ['secret.reveal', null, { code: 'INPUT_INVALID' }],
    ['tokens.reveal', { id: 'x', token: '__proto__' }, { code: 'INPUT_INVALID', field: 'token' }],
    ['no.such', {}, { code: 'COMMAND_UNKNOWN' }],
    ['constructor', {}, { code: 'COMMAND_UNKNOWN' }],
    [['app.info'], {}, { code: 'COMMAND_UNKNOWN' }],
    [undefined, undefined, { code: 'COMMAND_UNKNOWN' }],
  ];
  for (const [name, input, error] of malformed) {
    expect(await ask(page, name, input), `${String(name)} ${JSON.stringify(input)}`).toMatchObject({
      ok: false,
      error,
    });
  }
});

test('a refusal doesn’t repeat what it was given', async () => {
  const reply = await ask(opened.page, 'settings.set', { theme: 'a-secret-by-mistake' });
  expect(reply).toMatchObject({ ok: false });
  expect(JSON.stringify(reply)).not.toContain('a-secret-by-mistake');
});

test('single instance: a second start ends, and the first comes to the front', async () => {
  const { app, userData } = opened;
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const noted = globalThis as unknown as { second: number; focused: number };
    noted.second = noted.focused = 0;
    electron.on('second-instance', () => (noted.second += 1));
    const focus = window?.focus.bind(window);
    if (window) window.focus = () => void ((noted.focused += 1), focus?.());
  });
  const second = spawn(electronExecutable(), electronArguments(userData), {
    env: consoleEnvironment(),
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() =>
      app.evaluate(() => {
        const { second, focused } = globalThis as unknown as { second: number; focused: number };
        return { second, focused };
      }),
    )
    .toEqual({ second: 1, focused: 1 });
  expect(app.windows()).toHaveLength(1);
});
