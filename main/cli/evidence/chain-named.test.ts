import { expect, test } from 'vitest';
import type { Found } from '@core/contract/search.ts';
import { parseQuery } from '@core/history/query/parse.ts';
import { chainNamed } from './chain-named.ts';
import type { Search } from './which-history.ts';

const ids = (beginnings: readonly string[]) =>
  beginnings.map((beginning) => `${beginning}0000-0000-4000-8000-000000000000`);

/** A history of these chains, newest first, that is searched for ids alone. */
function historyOf(chainIds: readonly string[]): Search {
  return async ({ query: text, most }) => {
    const { query, faults } = parseQuery(text, 0);
    const [term] = query.terms;
    if (term?.kind !== 'id') throw new Error(`${text} asks for no id`);
    const fitting = chainIds.filter((chainId) => chainId.startsWith(term.beginning));
    return { found: fitting.slice(0, most).map((chainId) => ({ line: { chainId } }) as Found), faults };
  };
}

test('a beginning is enough where one chain has it, however old it is', async () => {
  const many = ids(Array.from({ length: 5_000 }, () => 'aaaa'));
  const [wanted = ''] = ids(['bbbb']);
  expect(await chainNamed(historyOf([...many, wanted]), 'BBBB')).toBe(wanted);
  await expect(chainNamed(historyOf(many), 'dddd')).rejects.toThrow(
    'No chain has an id that begins with dddd.',
  );
});

test('where several begin so, it names them, some of many; too short a beginning is none', async () => {
  const several = Array.from({ length: 7 }, (_, at) => `aaaa000${String(at)}-0000-4000-8000-000000000000`);
  await expect(chainNamed(historyOf(several.slice(0, 2)), 'aaaa')).rejects.toThrow(
    `Several chains begin with aaaa: ${several.slice(0, 2).join(', ')}.`,
  );
  await expect(chainNamed(historyOf(several), 'aaaa')).rejects.toThrow(
    `Several chains begin with aaaa: ${several.slice(0, 5).join(', ')} and more.`,
  );
  for (const name of ['aaa', 'team-', 'team-aaa'])
    await expect(chainNamed(historyOf(several), name)).rejects.toThrow('too short');
});

test('what is no id is none, whatever a query could mean by it', async () => {
  for (const name of ['aaaa user:ann', 'aaaa*', '"aaaa"', '-aaaa OR', 'aaaa%'])
    await expect(chainNamed(historyOf(ids(['aaaa'])), name)).rejects.toThrow('is no id');
});

test('a whole id is taken also where no list shows it', async () => {
  const [whole = ''] = ids(['eeee']);
  expect(await chainNamed(historyOf([]), whole)).toBe(whole);
  expect(await chainNamed(historyOf([]), `team-${whole}`)).toBe(`team-${whole}`);
});

test('one of the team’s is found as the folder shows it and as the team does', async () => {
  const [theirs = '', own = ''] = ids(['cccc', 'dddd']);
  const folder = historyOf([`team-${theirs}`, own]);
  for (const name of [`team-${theirs}`, 'team-cccc', 'TEAM-cccc0', 'cccc', theirs])
    expect(await chainNamed(folder, name)).toBe(`team-${theirs}`);
  for (const name of [`team-${theirs}`, 'team-cccc', 'cccc'])
    expect(await chainNamed(historyOf([theirs]), name)).toBe(theirs);
  // Where both are there, each by its own.
  const both = historyOf([`team-${theirs}`, theirs]);
  expect(await chainNamed(both, 'cccc')).toBe(theirs);
  expect(await chainNamed(both, 'team-cccc')).toBe(`team-${theirs}`);
});
