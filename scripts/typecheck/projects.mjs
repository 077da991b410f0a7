import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';

/** One project per border of the architecture: each knows only the globals its folder may use. */
export const projectNames = [
  'src/tsconfig.json',
  'src/crypto/tsconfig.json',
  'src/sandbox/tsconfig.json',
  'src/host/tsconfig.json',
  'main/tsconfig.json',
  'renderer/tsconfig.json',
  'e2e/tsconfig.json',
  'scripts/tsconfig.json',
  'tsconfig.tests.json',
];

/** The projects with components in them, which TypeScript reads by Vue's own plugin. */
export const withComponents = new Set(['renderer/tsconfig.json']);

/** @typedef {{ name: string, commandLine: ts.ParsedCommandLine }} Project */

/**
 * @param {readonly string[]} names
 * @param {string} folder of the checkout
 * @returns {Project[]} each with the files its config names
 */
export function readProjects(names = projectNames, folder = root) {
  return names.map((name) => {
    const path = join(folder, name);
    const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
    const extra = withComponents.has(name)
      ? [{ extension: 'vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }]
      : [];
    const commandLine = ts.parseJsonConfigFileContent(
      config,
      ts.sys,
      join(path, '..'),
      undefined,
      path,
      undefined,
      extra,
    );
    if (error !== undefined) commandLine.errors.push(error);
    return { name, commandLine };
  });
}
