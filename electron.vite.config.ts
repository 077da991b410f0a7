import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { k6Runtime } from './scripts/build/k6-runtime.mjs';

const here = import.meta.dirname;
const alias = { '@core': resolve(here, 'src') };

// The build must run on both runtimes: Electron 45 (Node 24, Chromium 15x) and the evaluation runtime, Electron 33
// (Node 20.18, Chromium 130). Left alone, electron-vite aims at the newest Electron it knows.
const NODE_TARGET = 'node20.18';
const PAGE_TARGET = 'chrome130';

export default defineConfig({
  main: {
    resolve: { alias },
    plugins: [k6Runtime()],
    build: {
      outDir: 'out/main',
      target: NODE_TARGET,
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: resolve(here, 'main/index.ts'),
          cli: resolve(here, 'main/cli.ts'),
          'check-worker': resolve(here, 'main/check-worker.ts'),
          'import-worker': resolve(here, 'main/import-worker.ts'),
          'lock-worker': resolve(here, 'main/lock-worker.ts'),
          testing: resolve(here, 'main/library/testing.ts'),
          'sandbox-process': resolve(here, 'main/sandbox-process.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
          // Comments and spaces are read anew at every start. Names stay, so that a stack trace tells where it was.
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      target: NODE_TARGET,
      externalizeDeps: false,
      // One CommonJS file: a sandboxed preload can neither import ES modules nor require its own chunks.
      rollupOptions: {
        input: { preload: resolve(here, 'main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    resolve: { alias },
    plugins: [vue()],
    build: {
      outDir: resolve(here, 'out/renderer'),
      target: PAGE_TARGET,
      // What the first view needs comes in one small file: forty requests cost a cold start a tenth of a second.
      minify: true,
      rollupOptions: {
        input: { index: resolve(here, 'renderer/index.html') },
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  },
});
