import { expect, test } from 'vitest';
import type { Found } from '@core/contract/search.ts';
import { chainNamed } from './chain-named.ts';
import type { Search } from './which-history.ts';

const ids = (beginnings: readonly string[]) =>
  beginnings.map((beginning) => `${beginning}0000-0000-4000-8000-000000000000`);

/** A history of these chains, so many on a page. */
function historyOf(chainIds: readonly string[], aPage: number): Search {
  return async ({ after = '0' }) => {
    const from = Number(after);
    const found = chainIds.slice(from, from + aPage).map((chainId) => ({ line: { chainId } }) as Found);
    const next = from + aPage < chainIds.length ? { next: String(from + aPage) } : {};
    return { found, faults: [], ...next };
  };
}

test('a beginning is enough where one chain has it, on whatever page', async () => {
  const all = ids(['aaaa', 'bbbb', 'cccc']);
  expect(await chainNamed(historyOf(all, 1), 'CCCC')).toBe(all[2]);
  await expect(chainNamed(historyOf(all, 1), 'dddd')).rejects.toThrow(
    'No chain has an id that begins with dddd.',
  );
});

test('where several begin so, it names them; too short a beginning is none', async () => {
  const all = ids(['aaaa', 'aaab', 'cccc']).map((id, at) => (at === 1 ? id.replace('aaab', 'aaaa') : id));
  const twice = [...all.slice(0, 1), `${all[1]?.slice(0, -1) ?? ''}1`, all[2] ?? ''];
  await expect(chainNamed(historyOf(twice, 9), 'aaaa')).rejects.toThrow(
    `Several chains begin with aaaa: ${twice.slice(0, 2).join(', ')}.`,
  );
  await expect(chainNamed(historyOf(all, 9), 'aaa')).rejects.toThrow('too short');
});

test('it looks through the newest 2,000, and says so', async () => {
  const many = ids(Array.from({ length: 2_100 }, () => 'aaaa'));
  await expect(chainNamed(historyOf([...many, ...ids(['bbbb'])], 200), 'bbbb')).rejects.toThrow(
    'No chain among the newest 2000 has an id that begins with bbbb.',
  );
  const whole = ids(['eeee'])[0] ?? '';
  expect(await chainNamed(historyOf([], 1), whole)).toBe(whole);
});
