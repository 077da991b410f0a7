import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root, stampDir } from './setup/paths.mjs';

/**
 * Bundles a file of the TypeScript core as one that Node runs, in a new folder beside the native packages.
 * @param {string} path from the checkout, such as 'src/crypto/srp.ts'
 * @returns {Promise<string>} the bundle; whoever asked removes its folder
 */
export async function bundleCore(path) {
  mkdirSync(stampDir, { recursive: true });
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
    return join(outDir, 'core.mjs');
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true });
    throw new Error(`${basename(path)} could not be bundled.`, { cause: error });
  }
}

/**
 * Loads a file of the TypeScript core into this Node, which cannot read types itself.
 * Bundled as in the product, so that what is measured is what runs: a development loader would
 * put a property access before every imported name.
 * @param {string} path from the checkout, such as 'src/crypto/srp.ts'
 * @returns {Promise<any>} the module, as an import() of it
 */
export async function loadCore(path) {
  const bundle = await bundleCore(path);
  try {
    return await import(pathToFileURL(bundle).href);
  } catch (error) {
    throw new Error(`${basename(path)} could not be loaded.`, { cause: error });
  } finally {
    rmSync(dirname(bundle), { recursive: true, force: true });
  }
}
