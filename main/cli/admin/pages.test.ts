import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '@core/json.ts';
import { allPages, type PageWish } from './pages.ts';

const PAGING = { token: 'PaginationToken', next: 'PaginationToken', limit: 'Limit', items: 'Users' };

/** A service with so many users and its own idea of a page. */
function service(count: number, own: number) {
  const asked: JsonObject[] = [];
  return {
    asked,
    async send(body: JsonObject): Promise<JsonObject> {
      asked.push(body);
      const start = Number(body['PaginationToken'] ?? 0);
      const end = Math.min(count, start + Math.min(own, Number(body['Limit'] ?? own)));
      const Users = Array.from({ length: end - start }, (_, at) => start + at);
      return { Users, ...(end < count ? { PaginationToken: String(end) } : {}) };
    },
  };
}

test('all pages are one list, and the request itself is not changed', async () => {
  const { send, asked } = service(7, 3);
  const body = { UserPoolId: 'p' };
  expect(await allPages(PAGING, body, {}, send)).toEqual({ Users: [0, 1, 2, 3, 4, 5, 6] });
  expect(asked).toEqual([
    { UserPoolId: 'p' },
    { UserPoolId: 'p', PaginationToken: '3' },
    { UserPoolId: 'p', PaginationToken: '6' },
  ]);
  expect(body).toEqual({ UserPoolId: 'p' });
});

// As the AWS CLI (version 1.45.11) writes them: Python's JSON in base64.
test.each<[string, PageWish, string]>([
  ['within the first page', { maxItems: 2 }, '{"PaginationToken": null, "boto_truncate_amount": 2}'],
  ['at the end of a page', { maxItems: 3 }, '{"PaginationToken": "3"}'],
  ['within a later page', { maxItems: 4 }, '{"PaginationToken": "3", "boto_truncate_amount": 1}'],
])('a token %s is the AWS CLI’s', async (_, wish, text) => {
  const { NextToken } = await allPages(PAGING, {}, wish, service(7, 3).send);
  expect(Buffer.from(String(NextToken), 'base64').toString()).toBe(text);
});

test('a token of the service’s own is taken, too', async () => {
  const { send } = service(7, 3);
  expect(await allPages(PAGING, {}, { startingToken: '3' }, send)).toEqual({ Users: [3, 4, 5, 6] });
});

test('a list that was not answered is none', async () => {
  expect(await allPages(PAGING, {}, {}, async () => ({}))).toEqual({});
});

test('pages in a circle end', async () => {
  const send = async () => ({ Users: [1], PaginationToken: 'again' });
  await expect(allPages(PAGING, {}, {}, send)).rejects.toMatchObject({ code: 'ADMIN_PAGES' });
});

test('whatever is asked at a time, everybody comes once and in order', async () => {
  const size = fc.integer({ min: 1, max: 6 });
  await fc.assert(
    fc.asyncProperty(fc.nat(20), size, size, size, async (count, own, maxItems, pageSize) => {
      const found: unknown[] = [];
      let startingToken: string | undefined;
      do {
        const token = startingToken === undefined ? {} : { startingToken };
        const { send } = service(count, own);
        const page = await allPages(PAGING, {}, { maxItems, pageSize, ...token }, send);
        expect((page['Users'] as unknown[]).length).toBeLessThanOrEqual(maxItems);
        found.push(...(page['Users'] as unknown[]));
        startingToken = page['NextToken'] as string | undefined;
      } while (startingToken !== undefined);
      expect(found).toEqual(Array.from({ length: count }, (_, at) => at));
    }),
  );
});
