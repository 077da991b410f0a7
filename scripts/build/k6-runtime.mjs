import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../setup/paths.mjs';

/**
 * Bundles the console's core for k6: one module that names nothing but k6's own, with their hashes in place of Node's.
 * A build of its own, because chunks shared with other scripts could not travel inside one file.
 * @param {string} outDir where k6-runtime.js goes
 * @returns {Promise<void>}
 */
export async function buildK6Runtime(outDir) {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        '@core': join(root, 'src'),
        'node:crypto': join(root, 'main/k6/node-crypto.ts'),
      },
    },
    build: {
      outDir,
      emptyOutDir: false,
      // k6 takes modules since 0.57 and compiles newer syntax down itself, slowly: it gets what it runs as it is.
      target: 'es2020',
      minify: false,
      lib: { entry: join(root, 'main/k6-runtime.ts'), formats: ['es'], fileName: () => 'k6-runtime.js' },
      rollupOptions: {
        external: /^k6($|\/)/,
        output: { codeSplitting: false },
      },
    },
  });
}

/** As a plugin of the build of main. @returns {import('vite').Plugin} */
export function k6Runtime() {
  let outDir = '';
  return {
    name: 'countersign:k6-runtime',
    apply: 'build',
    configResolved: (config) => void (outDir = join(config.root, config.build.outDir)),
    closeBundle: () => buildK6Runtime(outDir),
  };
}
