import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateSync } from 'otplib';
import { build } from 'vite';
import { onStage } from '../e2e/on-stage.mjs';
import { shapes } from './shapes.mjs';
import { giveUp, setUp } from '../setup.mjs';
import { root } from '../setup/paths.mjs';

/*
 * node scripts/har-corpus/record.mjs
 *
 * Renews src/evidence/har/corpus: signs users of the sandbox in from pages in a real Chromium, records its network, and
 * writes the recordings as they are and in the shapes of other browsers and proxies. Look at the difference before you
 * commit it; the tests say what must be found in each.
 */
const corpus = join(root, 'src/evidence/har/corpus');
const pages = { 'identity-js': ['ann', 'bob', 'ada'], amplify: ['cy', 'eva'] };

const folder = mkdtempSync(join(tmpdir(), 'cs-corpus-'));
try {
  const { runtime } = await setUp({ electron: true, libraries: ['window', 'tests'] });
  if (runtime === undefined) throw new Error('Set-up returned no Electron.');
  for (const [page, users] of Object.entries(pages)) {
    const har = await recorded(runtime.executable, page, users);
    for (const { name, text, packed } of shapes(page, har)) {
      writeFileSync(join(corpus, name), packed ? gzipSync(text, { level: 9 }) : text);
      console.log(`${name}: ${text.length} bytes`);
    }
  }
} catch (error) {
  giveUp(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function recorded(executable, page, names) {
  await bundle(page);
  const sandbox = await startSandbox();
  const server = servePage(sandbox);
  try {
    const port = await new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(server.address().port)),
    );
    const users = Object.fromEntries(
      names.map((name) => [name, sandbox.users.find(({ username }) => username === name)]),
    );
    const query = new URLSearchParams({ endpoint: sandbox.endpoint, users: JSON.stringify(users) });
    const out = join(folder, `${page}.har`);
    const env = {
      CORPUS_URL: `http://127.0.0.1:${port}/${page}.html?${query}`,
      CORPUS_OUT: out,
      CORPUS_DATA: join(folder, `${page}-data`),
    };
    const app = join(root, 'scripts/har-corpus');
    const script =
      'const { spawnSync } = require("child_process"); const [file, ...args] = JSON.parse(process.argv[1]); process.exit(spawnSync(file, args, { stdio: "inherit" }).status ?? 1)';
    const args = [executable, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), app];
    const code = await onStage(executable, [process.execPath, '-e', script, JSON.stringify(args)], { env });
    if (code !== 0) throw new Error(`The page ${page} did not come to its end.`);
    return JSON.parse(readFileSync(out, 'utf8'));
  } finally {
    server.close();
    sandbox.child.kill();
  }
}

function bundle(page) {
  return build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'chrome130',
      lib: {
        entry: join(root, `scripts/har-corpus/${page}.page.mjs`),
        formats: ['es'],
        fileName: () => `${page}.js`,
      },
    },
  });
}

/** @returns {Promise<any>} what the sandbox says of itself, and its process */
function startSandbox() {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'sandbox', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('exit', () => reject(new Error('The sandbox did not start.')));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve({ ...JSON.parse(text.slice(0, text.indexOf('\n'))), child });
    });
  });
}

/** The page, and what a person would read off a phone. */
function servePage({ control }) {
  return createServer(async ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://page');
    if (pathname === '/totp') return response.end(generateSync({ secret: searchParams.get('secret') ?? '' }));
    if (pathname === '/code') {
      const inbox = await fetch(`${control.url}inbox`, {
        headers: { authorization: `Bearer ${control.token}` },
      });
      return response.end((await inbox.json()).at(-1)?.code ?? '');
    }
    const page = /^\/([\w-]+)\.(html|js)$/.exec(pathname);
    if (page === null) return response.writeHead(404).end();
    response.setHeader('content-type', page[2] === 'html' ? 'text/html' : 'text/javascript');
    response.end(
      page[2] === 'html'
        ? `<!doctype html><title>page</title><script type="module" src="/${page[1]}.js"></script>`
        : readFileSync(join(folder, `${page[1]}.js`)),
    );
  });
}
