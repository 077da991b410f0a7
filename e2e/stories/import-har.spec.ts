import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { chooseFiles, dropFiles } from '../support/files.ts';
import { appFolder } from '../support/folders.ts';
import { expectChain, inspect, reveal, rows, whatComesNext } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const corpus = (name: string): string => join(appFolder, 'src/evidence/har/corpus', name);

let folder: string;
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cs-har-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The panel of one file. */
function file(page: Page, name: string): Locator {
  return page.getByRole('main').getByRole('region', { name: `Import of ${name}`, exact: true });
}
function sidebar(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Chains' }).getByRole('link');
}

test('a HAR file of several users, dropped on the window, becomes a chain for each sign-in', async ({
  console,
}) => {
  const { page } = console;
  await dropFiles(page, corpus('identity-js.chrome.har'));
  const har = file(page, 'identity-js.chrome.har');
  await expect(har).toContainText('5 chains');
  await expect(har).toContainText('Chrome 1');
  await expect(har.getByRole('row')).toHaveCount(6);
  await expect(har).toContainText('other entries left out');
  await expect(sidebar(page)).toHaveCount(5);

  await test.step('the recording that began too late has its hole', async () => {
    await dropFiles(page, corpus('amplify.cut-in-the-middle.har'));
    const late = file(page, 'amplify.cut-in-the-middle.har');
    await expect(late.getByRole('row').filter({ hasText: 'cy' })).toContainText('1 hole');
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await expect(late).toBeVisible();
      await picture(console, `import-${theme}`);
    }
    await late.getByRole('link', { name: 'cy' }).click();
    await expectChain(page, [
      'Step 1, PASSWORD_VERIFIER, next SMS_MFA, missing: steps before',
      'Step 2, SMS_MFA, refused with CodeMismatchException',
      'Step 3, SMS_MFA, try 2, tokens received',
      'Step 4, GetUser, .*',
      'Step 5, GlobalSignOut, .*',
    ]);
    await rows(page).first().click();
    await expect(await inspect(page, 'Summary')).toContainText(
      'It answers a challenge that the source does not hold.',
    );
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await expect(rows(page)).toHaveCount(5);
      await picture(console, `imported-chain-${theme}`);
    }
  });

  await test.step('the same file once more brings nothing, and opens what is here, unless that is asked for', async () => {
    const again = page
      .getByRole('main')
      .getByRole('region', { name: 'Import 2 of amplify.cut-in-the-middle.har', exact: true });
    const before = page.url();
    await dropFiles(page, corpus('amplify.cut-in-the-middle.har'));
    await expect(again).toContainText('2 chains, already here');
    await expect(sidebar(page)).toHaveCount(7);
    await picture(console, 'import-already-here-light');
    await again.getByRole('link', { name: 'cy' }).click();
    await expect(page).toHaveURL(before);

    await page.keyboard.press('Control+Shift+u');
    await again.getByRole('button', { name: 'Import again' }).click();
    await expect(sidebar(page)).toHaveCount(9);
    await page.goto(before);
    await expect(rows(page)).toHaveCount(5);
  });

  await test.step('pictures, explanations and single secrets work as on a chain that ran here', async () => {
    await page.keyboard.press('Alt+2');
    await expect(page.getByRole('main')).toContainText('CodeMismatchException');
    await page.keyboard.press('Alt+1');
    await rows(page).nth(1).click();
    await expect(await inspect(page, 'Explain')).toContainText('CodeMismatchException');
    const body = await inspect(page, 'Request');
    expect((await reveal(body, 'Session')).length).toBeGreaterThan(200);
    await expect(whatComesNext(page).getByRole('button', { name: /^Send/ })).toHaveCount(0);
  });
});

test('files are chosen by the system’s dialog, whoever wrote them', async ({ console }) => {
  const { page } = console;
  const names = ['firefox', 'safari', 'mitmproxy', 'charles', 'proxyman'].map(
    (tool) => `amplify.${tool}.har`,
  );
  await chooseFiles(console, ...names.map(corpus), corpus('identity-js.chrome.har.gz'));
  await page.keyboard.press('Control+o');
  for (const name of names) await expect(file(page, name)).toContainText('2 chains');
  await expect(file(page, 'identity-js.chrome.har.gz')).toContainText('5 chains');
  // They are shapes of one recording: what came before from another tool is here already, unless its times were rounded.
  await expect(file(page, 'amplify.firefox.har')).not.toContainText('already here');
  await expect(file(page, 'amplify.proxyman.har')).toContainText('2 chains, already here');
  await expect(sidebar(page)).toHaveCount(9);
});

test('a large import shows how far it is, leaves the window free, and stops', async ({ console }) => {
  const { page } = console;
  const large = join(folder, 'large.har');
  // Every entry has to be looked at: seconds of work for whoever reads it.
  writeRepeated(large, '{"log":{"entries":[', `${'{},'.repeat(1_000_000)}`, 60, '{}]}}');
  await dropFiles(page, large);
  const panel = file(page, 'large.har');
  await expect(panel.getByRole('progressbar')).toBeVisible();
  await expect(panel).toContainText(/[1-9]\d? %/);
  await test.step('everything else goes on meanwhile', async () => {
    await page.keyboard.press('Control+1');
    await expect(page.getByRole('main', { name: 'Start' })).toBeVisible();
    await page.keyboard.press('Control+Shift+u');
    await expect(panel).toContainText('%');
  });
  await page.keyboard.press('Alt+Shift+i');
  await expect(panel).toContainText('stopped');
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  await expect(sidebar(page)).toHaveCount(0);
});

test('damaged and hostile files get a clear error and touch nothing else', async ({ console }) => {
  const { page } = console;
  await dropFiles(page, corpus('amplify.chrome.har'));
  await expect(file(page, 'amplify.chrome.har')).toContainText('2 chains');
  const before = await valueOf(page, 'chains.list', {});

  const whole = readFileSync(corpus('amplify.chrome.har'));
  const files = {
    'cut.har': ['IMPORT_CUT_OFF', whole.subarray(0, whole.length / 2)],
    'deep.har': ['IMPORT_TOO_DEEP', `{"log":{"entries":[${'['.repeat(2_000_000)}`],
    'bomb.har.gz': [
      'IMPORT_TOO_LARGE',
      gzipSync(Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(100_000_000)])),
    ],
    'other.json': ['IMPORT_NOT_HAR', '{"name":"something else"}'],
    'deep-report.json': [
      'IMPORT_TOO_DEEP',
      `{"countersign":"report","version":1,"results":${'['.repeat(2_000_000)}`,
    ],
    'wrong-types.countersign': [
      'BUNDLE_DAMAGED',
      `{"countersign":"bundle","version":1,"made":{"at":1,"version":"1"},"redacted":true,"chains":[${'0,'.repeat(3_000_000)}0]}`,
    ],
    'empty.har': ['IMPORT_NOTHING', ''],
    'types.har': ['IMPORT_NOT_HAR', '{"log":{"entries":"none"}}'],
    'archive.zip': ['IMPORT_NOT_HAR', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(3_000)])],
    'picture.png': [
      'IMPORT_NOT_JSON',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), Buffer.alloc(300_000)]),
    ],
  } as const;
  for (const [name, [, content]] of Object.entries(files)) writeFileSync(join(folder, name), content);
  await dropFiles(page, ...Object.keys(files).map((name) => join(folder, name)));
  for (const [name, [code]] of Object.entries(files)) await expect(file(page, name)).toContainText(code);
  await expect(file(page, 'cut.har')).toContainText('The file ends in the middle');
  await expect(file(page, 'cut.har')).toContainText('Ask for the file again');
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    await expect(file(page, 'cut.har')).toBeVisible();
    await picture(console, `import-refused-${theme}`);
  }

  await test.step('a file larger than any is refused at once', async () => {
    const huge = join(folder, 'huge.har');
    writeFileSync(huge, '{');
    truncateSync(huge, 1_500_000_000);
    await dropFiles(page, huge);
    await expect(file(page, 'huge.har')).toContainText('IMPORT_TOO_LARGE');
  });

  await test.step('ten million entries are looked at, and counted', async () => {
    writeRepeated(join(folder, 'many.har'), '{"log":{"entries":[', '{},'.repeat(1_000_000), 10, '{}]}}');
    await dropFiles(page, join(folder, 'many.har'));
    await expect(file(page, 'many.har')).toContainText('None of the 10,000,001 entries', {
      timeout: 30_000,
    });
  });

  await test.step('script in a file stays text', async () => {
    const script = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    const evil = whole.toString('utf8').replaceAll('"name":"Chrome"', `"name":${JSON.stringify(script)}`);
    writeFileSync(join(folder, 'script.har'), evil);
    await dropFiles(page, join(folder, 'script.har'));
    await expect(file(page, 'script.har')).toContainText('<img src=x');
    await expect(page.locator('main img')).toHaveCount(0);
    expect(await page.title()).toContain('Import');
  });

  const chains = (await valueOf(page, 'chains.list', {})) as unknown[];
  expect(chains).toEqual(expect.arrayContaining(before as unknown[]));
  // What could be read held the same exchanges under another name.
  await expect(file(page, 'script.har')).toContainText('2 chains, already here');
  expect(chains).toHaveLength(2);
});

function writeRepeated(path: string, head: string, part: string, times: number, tail: string): void {
  const out = openSync(path, 'w');
  writeSync(out, head);
  for (let at = 0; at < times; at += 1) writeSync(out, part);
  writeSync(out, tail);
  closeSync(out);
}
