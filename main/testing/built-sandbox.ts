import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Bundles the sandbox's process alone, so that tests start the real thing without the application's build. */
export async function buildSandboxProcess(): Promise<{ script: string; remove(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'countersign-sandbox-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    // As in the product, where every package is bundled: the file stands alone in a temporary folder.
    ssr: { noExternal: true },
    resolve: { alias: { '@core': resolve(root, 'src') } },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir,
      emptyOutDir: false,
      rollupOptions: {
        input: { 'sandbox-process': resolve(root, 'main/sandbox-process.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return {
    script: join(outDir, 'sandbox-process.mjs'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
