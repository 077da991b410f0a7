import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { APP_ORIGIN, CONTENT_SECURITY_POLICY, servePage } from './page.ts';

const around = mkdtempSync(join(tmpdir(), 'countersign-page-'));
const folder = join(around, 'page');
mkdirSync(folder);
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'notes.txt'), 'not a type the page uses');
writeFileSync(join(around, 'secret.html'), 'outside');
afterAll(() => rmSync(around, { recursive: true }));

describe('the page’s own scheme', () => {
  it('serves the built page with its policy', async () => {
    const response = await servePage(folder, `${APP_ORIGIN}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(await response.text()).toBe('<!doctype html>');
  });

  it.each([
    `${APP_ORIGIN}/../secret.html`,
    `${APP_ORIGIN}/..%2fsecret.html`,
    `${APP_ORIGIN}/%2e%2e/secret.html`,
    `${APP_ORIGIN}/%2e%2e%2fsecret.html`,
    `${APP_ORIGIN}/%00`,
    `${APP_ORIGIN}/%E0%A4%A`,
    `${APP_ORIGIN}/notes.txt`,
    `${APP_ORIGIN}/missing.html`,
    'countersign://elsewhere/index.html',
  ])('finds nothing at %s', async (url) => {
    const response = await servePage(folder, url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
  });
});
