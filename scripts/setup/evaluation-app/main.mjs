import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { readCommandLine } from './folder-argument.mjs';

/*
 * Stands in for Electron's default_app.asar. It is an ES module with top-level await so that
 * Electron holds back `ready` until the app's main has run, as it does for the official one.
 */
const require = createRequire(import.meta.url);
const { folder, preloads, asksVersion } = readCommandLine(process.argv.slice(1));

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

if (asksVersion) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (folder === undefined) {
  console.error('Name the folder of an app: electron FOLDER');
  process.exit(1);
}
try {
  for (const preload of preloads) require(resolve(preload));
  await load(resolve(folder));
} catch (error) {
  console.error('The app failed to load.');
  console.error(error);
  process.exit(1);
}

/** @param {string} dir */
async function load(dir) {
  const description = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  // Electron's types leave out what only default apps call.
  const self = /** @type {any} */ (app);
  if (description.version) self.setVersion(description.version);
  app.name = description.productName ?? description.name ?? app.name;
  self.setDesktopName(description.desktopName ?? `${app.name}.desktop`);
  self.setAppPath(dir);
  // import, not require: our main is an ES module.
  await import(pathToFileURL(join(dir, description.main ?? 'index.js')).href);
}
