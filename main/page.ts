import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/**
 * The page comes from a scheme of its own, not from file://: it gets a real origin, a Content-Security-Policy header,
 * and can read nothing of the disk but the build. Electron's security checklist, 18.
 */
export const APP_SCHEME = 'countersign';
export const APP_ORIGIN = `${APP_SCHEME}://console`;

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Answers a request for a file of the built page; anything outside the folder, or misspelt, does not exist. */
export async function servePage(folder: string, url: string): Promise<Response> {
  const headers = { 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' };
  try {
    const file = fileFor(folder, url);
    const type = file === undefined ? undefined : TYPES[extname(file)];
    if (file !== undefined && type !== undefined) {
      return new Response(await readFile(file), { headers: { ...headers, 'Content-Type': type } });
    }
  } catch {
    // A path that can't be decoded or a file that isn't there: the same answer as below.
  }
  return new Response('Not found', { status: 404, headers });
}

function fileFor(folder: string, url: string): string | undefined {
  const { origin, host, protocol, pathname } = new URL(url);
  if (origin !== APP_ORIGIN && `${protocol}//${host}` !== APP_ORIGIN) return undefined;
  const path = decodeURIComponent(pathname);
  const file = resolve(folder, `.${path === '/' ? '/index.html' : path}`);
  return file.startsWith(folder + sep) ? file : undefined;
}
