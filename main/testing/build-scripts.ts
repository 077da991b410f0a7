import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

export interface Built {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A script of main that loads native packages: its folder is where they are found. */
export async function buildBesidePackages(
  name: string,
): Promise<{ script: string; remove(): Promise<void> }> {
  const under = join(root, 'node_modules', '.cache', 'countersign');
  await mkdir(under, { recursive: true });
  const { folder, remove } = await buildScripts([name], under);
  return { script: join(folder, `${name}.js`), remove };
}

/** Bundles scripts of main alone, so that tests start the real thing without the application's build. */
export async function buildScripts(names: readonly string[], under = tmpdir()): Promise<Built> {
  const folder = await mkdtemp(join(under, 'countersign-built-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
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
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, resolve(root, `main/${name}.ts`)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
