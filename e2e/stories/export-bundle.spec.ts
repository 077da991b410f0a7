import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import { findings } from '../support/look.ts';
import { encodingsOf } from '../support/search.ts';
import { expectAsked, rows, send, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

/** Written into a note on purpose below: not one of those that no file may hold. */
const CODE = '271604';

type Page = Console['page'];

const PASSPHRASE = 'canary battery staple 19';

test('a chain leaves as a redacted bundle, and with secrets only under a passphrase', async ({
  console,
  installed,
}) => {
  const { page, app } = console;
  const place = (name: string): string => join(console.userData, '..', name);
  /** Stands in for the person at the system's dialog, which no test can reach. */
  const choose = (name: string) =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () =>
        Promise.resolve({ canceled: false, filePath }) as ReturnType<typeof dialog.showSaveDialog>;
    }, place(name));
  await useTheme(console, 'dark');
  await refusedOnce(page);
  const chainId = await idOfChain(page);
  const dialog = page.getByRole('dialog', { name: 'Export the chain' });
  const save = dialog.getByRole('button', { name: 'Save file…' });

  await test.step('by its key: what leaves is said before it does', async () => {
    await page.keyboard.press('Control+Shift+O');
    await expect(dialog.getByRole('radio', { name: 'Countersign bundle' })).toBeChecked();
    const leaves = dialog.getByRole('region', { name: 'What leaves' });
    await expect(leaves).toContainText(/searched for \d+ known secrets in every form: none is in it/);
    await expect(leaves).toContainText(/\d\sSessions?/);
    await expect(leaves).toContainText(/1\scode/);
    await picture(console, 'export-dark', true);
    expect(await findings(page)).toEqual([]);
    await choose('case.countersign');
    await save.click();
    await expect(page.getByText('Saved as case.countersign').first()).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('the file holds the chain and none of its secrets, and names the same value alike', async () => {
    const text = gunzipSync(readFileSync(place('case.countersign'))).toString('utf8');
    const bundle = JSON.parse(text) as {
      redacted: boolean;
      chains: { events: { type: string; request?: { body: { text: string } }; username?: string }[] }[];
    };
    expect(bundle.redacted).toBe(true);
    const [started, ...events] = bundle.chains[0]?.events ?? [];
    expect(started).toMatchObject({ type: 'chain.started', username: 'person-1' });
    const sent = events.flatMap(({ request }) => (request ? [request.body.text] : []));
    expect(sent).toHaveLength(4);
    const codes = sent.slice(2).map((body) => /"SOFTWARE_TOKEN_MFA_CODE":\s*"([^"]+)"/.exec(body)?.[1]);
    expect(codes).toEqual(['code-1', 'code-1']);
    for (const [form, bytes] of Object.entries(encodingsOf(CODE)))
      expect(text.includes(bytes.toString('latin1')), form).toBe(false);
  });

  await test.step('a note that hides a secret stops it, and says where', async () => {
    const hex = Buffer.from(`code ${CODE}`).toString('hex');
    await valueOf(page, 'chain.annotate', { chainId, changes: { notes: `as hex: ${hex}` } });
    await page.keyboard.press('Control+Shift+O');
    await expect(dialog).toContainText(
      /Nothing was written: a secret \(.+\) would stand in the file in hex form/,
    );
    await expect(dialog).toContainText('at chains/0/annotations/notes');
    await expect(save).toBeDisabled();
    await picture(console, 'export-refused-dark');
    await valueOf(page, 'chain.annotate', { chainId, changes: { notes: '' } });
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('with secrets: only after an explicit choice and with a passphrase, from the menu', async () => {
    await page.getByRole('button', { name: 'More for this chain' }).click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    await dialog.getByText('With secrets, locked').click();
    await expect(dialog).toContainText('Passwords, codes, Sessions and tokens will be in the file.');
    await expect(save).toBeDisabled();
    await dialog.getByLabel('Passphrase', { exact: true }).fill('too short');
    await expect(dialog).toContainText('3 more');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await dialog.getByLabel('Passphrase, once more').fill(PASSPHRASE);
    await picture(console, 'export-locked-dark');
    expect(await findings(page)).toEqual([]);
    await choose('case.countersign.age');
    await save.click();
    await expect(page.getByText('Saved as case.countersign.age').first()).toBeVisible();
    const file = readFileSync(place('case.countersign.age'));
    for (const [form, bytes] of Object.entries(encodingsOf(CODE)))
      expect(file.includes(bytes), form).toBe(false);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(PASSPHRASE);
    const opened = await decrypter.decrypt(new Uint8Array(file));
    expect(gunzipSync(opened).toString('utf8')).toContain(CODE);
  });

  await test.step('a picture is never written with secrets, and is written like any other file', async () => {
    await page.keyboard.press('Control+Shift+O');
    await dialog.getByRole('radio', { name: 'Graph as SVG' }).check();
    await expect(dialog.getByText('With secrets, locked')).toHaveCount(0);
    await choose('case.svg');
    await expect(save).toBeEnabled();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved as case.svg').first()).toBeVisible();
    const svg = readFileSync(place('case.svg'), 'utf8');
    expect(svg).toContain('person-1');
    expect(svg).toContain('CodeMismatchException');
    expect(svg).not.toContain(CODE);
    expect(existsSync(place('case.svg.age'))).toBe(false);
  });
  await installed.keepPage();
});

test('the export in light', async ({ console }) => {
  const { page } = console;
  await useTheme(console, 'light');
  await refusedOnce(page);
  await page.keyboard.press('Control+Shift+O');
  const dialog = page.getByRole('dialog', { name: 'Export the chain' });
  await expect(dialog).toContainText('none is in it');
  await picture(console, 'export-light', true);
  expect(await findings(page)).toEqual([]);
  await dialog.getByText('With secrets, locked').click();
  await expect(dialog.getByLabel('Passphrase', { exact: true })).toBeVisible();
  await picture(console, 'export-locked-light');
  expect(await findings(page)).toEqual([]);
});

/** SRP, and the same wrong code twice. */
async function refusedOnce(page: Page): Promise<void> {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  for (const step of [3, 4]) {
    await form.getByRole('textbox', { name: 'Code' }).fill(CODE);
    await send(page);
    await expect(rows(page)).toHaveCount(step + 1);
    await expect(rows(page).nth(step - 1)).toContainText('CodeMismatchException');
  }
}

async function idOfChain(page: Page): Promise<string> {
  const [first] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
  return first?.chainId ?? '';
}
