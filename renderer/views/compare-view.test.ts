import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { readSide, claimsIn, sideOfSet } from '../components/compare/sides.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { tokenSet } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import { sampleChain } from '../testing/sample-chain.ts';
import CompareView from './CompareView.vue';

const AT = Date.now() - 60_000;
const jwtOf = (claims: object): string =>
  ['{"alg":"RS256"}', JSON.stringify(claims)].map((part) => btoa(part).replaceAll('=', '')).join('.') +
  '.c2ln';

async function twoChains(query = '?left=chain:a&right=chain:b') {
  const host = fakeHost();
  host.addChain(sampleChain('a', AT, 4));
  host.addChain(sampleChain('b', AT, 2));
  const mounted = await mountWithHost(CompareView, { host, route: `/compare${query}` });
  await flushPromises();
  return mounted;
}
const rowsOf = (page: Awaited<ReturnType<typeof twoChains>>['page']): (string | undefined)[] =>
  page.findAll('[data-row]').map((row) => row.attributes('aria-label'));

describe('CompareView', () => {
  it('aligns two chains, and shows only what differs when asked', async () => {
    const { page } = await twoChains();
    expect(rowsOf(page)).toEqual([
      'The chains as such, differ',
      'USER_SRP_AUTH, the same',
      'PASSWORD_VERIFIER, the same',
      'SOFTWARE_TOKEN_MFA, only left',
      'SOFTWARE_TOKEN_MFA, only left',
    ]);
    expect(page.text()).toContain('3 differences.');
    await page.get('input[type="checkbox"]').setValue(true);
    expect(rowsOf(page)).toHaveLength(3);
  });

  it('goes from difference to difference, and among rows by arrows', async () => {
    const { page } = await twoChains();
    await page.get('[aria-label="Next difference"]').trigger('click');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('The chains as such, differ');
    await page.get('[aria-label="Next difference"]').trigger('click');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('SOFTWARE_TOKEN_MFA, only left');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('PASSWORD_VERIFIER, the same');
  });

  it('swaps the sides, and copies Markdown without a secret', async () => {
    const { page, host, router } = await twoChains();
    await page.get('[aria-label="Swap left and right"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toMatchObject({ left: 'chain:b', right: 'chain:a' });
    expect(rowsOf(page)).toContain('SOFTWARE_TOKEN_MFA, only right');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Copy as Markdown')
      ?.trigger('click');
    await flushPromises();
    const written = host.calls.find(({ name }) => name === 'clipboard.write')?.input as { text: string };
    expect(written.text).toContain('| **+** |  | 3. `SOFTWARE_TOKEN_MFA` → `CodeMismatchException`, 77 ms |');
  });

  it('says what is missing before anything can be compared', async () => {
    const { page } = await mountWithHost(CompareView, { route: '/compare' });
    expect(page.text()).toContain('Two chains are needed');
    const emptied = await twoChains('?right=chain:a');
    expect(emptied.page.text()).toContain('Choose two chains');
  });

  it('begins with two chains, the chosen one on the left, and with the newest tokens', async () => {
    const chosen = await twoChains('?left=chain:b');
    expect(chosen.router.currentRoute.value.query).toMatchObject({ left: 'chain:b', right: 'chain:a' });
    expect(rowsOf(chosen.page)).not.toEqual([]);
    const host = fakeHost({ tokens: [tokenSet(AT), { ...tokenSet(AT + 1), id: 'newer' }] });
    const { router } = await mountWithHost(CompareView, { host, route: '/compare?what=tokens' });
    await flushPromises();
    expect(router.currentRoute.value.query).toMatchObject({
      left: sideOfSet(tokenSet(AT)),
      right: 'token:IdToken:newer',
    });
  });

  it('compares a token of the vault with a pasted one, which never reaches the host or the address', async () => {
    const set = tokenSet(AT);
    const host = fakeHost({ tokens: [set] });
    const { page, router } = await mountWithHost(CompareView, {
      host,
      route: `/compare?left=${encodeURIComponent(sideOfSet(set))}&right=pasted`,
    });
    await flushPromises();
    const pasted = jwtOf({ sub: 'somebody-else', token_use: 'id' });
    await page.get('textarea').setValue('no token');
    expect(page.text()).toContain('neither a JWT nor a JSON object');
    await page.get('textarea').setValue(pasted);
    const row = page.findAll('tr').find((line) => line.text().includes('sub'));
    expect(row?.text()).toContain('Another user.');
    expect(JSON.stringify(host.calls)).not.toContain(pasted);
    expect(router.currentRoute.value.fullPath).not.toContain(pasted.slice(0, 10));
  });
});

describe('sides', () => {
  it('reads what it writes, and nothing else', () => {
    expect(readSide('chain:a:b')).toEqual({ kind: 'chain', id: 'a:b' });
    expect(readSide('token:IdToken:tokens:x:y')).toEqual({
      kind: 'token',
      token: 'IdToken',
      setId: 'tokens:x:y',
    });
    expect([readSide('chain:'), readSide('token:IdToken'), readSide('?'), readSide(null)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes a JWT, with or without Bearer, and claims as JSON', () => {
    expect(claimsIn(`Bearer ${jwtOf({ a: 1 })}`)).toEqual({ a: 1 });
    expect(claimsIn('{"a":1}')).toEqual({ a: 1 });
    expect(claimsIn('[1]')).toBeUndefined();
  });
});
