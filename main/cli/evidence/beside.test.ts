import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChainHead } from '@core/contract.ts';
import { type DataHost, withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { valueIn } from '../value-in.ts';
import { harOf, passwordSignIn, WRONG_CODE } from './testing/har-of.ts';
import { type Shell, shell } from './testing/typed.ts';

let at: Shell;
beforeEach(() => (at = shell()));
afterEach(() => at.remove());

/** Another host that stays open on the same folder, as a window's does. */
async function besides(work: (open: DataHost) => Promise<void>): Promise<void> {
  const silent = { out: () => undefined, err: () => undefined, color: false };
  const code = await withData(
    { data: undefined, begins: true, keychain: 'none' },
    at.surroundings(),
    silent,
    async (open) => {
      await work(open);
      return EXIT.ok.code;
    },
  );
  expect(code).toBe(EXIT.ok.code);
}

const namesIn = async ({ call }: DataHost) =>
  valueIn(await call('chains.list', {}))
    .map(({ username }: ChainHead) => username)
    .sort();

test('who is open on the folder hears of an import, and lists it', async () => {
  await besides(async (open) => {
    expect(await namesIn(open)).toEqual([]);
    const told = new Promise<void>((resolve) => {
      open.host.listen(({ type }) => type === 'history.changed' && resolve());
    });
    expect((await at.type(['import', '-'], { input: harOf(WRONG_CODE) })).code).toBe(EXIT.ok.code);
    await told;
    await expect.poll(() => namesIn(open)).toEqual(['ann']);
  });
});

test('several write at the same time, and all of it is there', async () => {
  const url = 'https://cognito-idp.eu-west-1.amazonaws.com/';
  const names = ['one', 'two', 'three', 'four', 'five', 'six'];
  await besides(async (open) => {
    const pasted = names.map((name) =>
      open.call('paste.keep', {
        text: `curl '${url}' -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' --data-raw '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"abc123","AuthParameters":{"USERNAME":"window-${name}"}}'`,
      }),
    );
    const imports = names.map((name) =>
      at.type(['import', '-'], { input: harOf(passwordSignIn(url, 'abc123', name, 'Hidden-horse-4')) }),
    );
    for (const result of await Promise.all(pasted)) valueIn(result);
    for (const { code, err } of await Promise.all(imports))
      expect({ code, err }).toEqual({ code: 0, err: '' });
    const all = [...names, ...names.map((name) => `window-${name}`)].sort();
    await expect.poll(() => namesIn(open)).toEqual(all);
  });
  const { out } = await at.type(['history', 'search', '--json']);
  expect((JSON.parse(out) as { found: unknown[] }).found).toHaveLength(2 * names.length);
});
