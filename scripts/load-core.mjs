import { mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root, stampDir } from './setup/paths.mjs';

/**
 * Loads a file of the TypeScript core into this Node, which cannot read types itself.
 * Bundled as in the product, so that what is measured is what runs: a development loader would
 * put a property access before every imported name.
 * @param {string} path from the checkout, such as 'src/crypto/srp.ts'
 * @returns {Promise<any>} the module, as an import() of it
 */
export async function loadCore(path) {
  const outDir = mkdtempSync(join(stampDir, 'core-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '@core': join(root, 'src') } },
      build: {
        ssr: join(root, path),
        outDir,
        emptyOutDir: false,
        target: 'node20.18',
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'core.mjs' } },
      },
    });
    return await import(pathToFileURL(join(outDir, 'core.mjs')).href);
  } catch (error) {
    throw new Error(`${basename(path)} could not be loaded.`, { cause: error });
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
