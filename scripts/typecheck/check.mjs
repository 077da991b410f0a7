import { createRequire } from 'node:module';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';
import { readProjects, withComponents } from './projects.mjs';

/** @typedef {import('./projects.mjs').Project} Project */

/**
 * Checks projects one after the other, as tsc does each. What one has read of a file the next need not read again, and
 * each file is checked where it belongs: by the project whose config names it, however many others import it. What no
 * config names is checked by all that import it.
 * @param {ReadonlySet<string>} names
 * @param {(name: string, problem: string | undefined) => void} checked hears of each what is wrong, as tsc prints it
 * @param {readonly Project[]} projects all there are
 */
export function checkProjects(names, checked, projects = readProjects()) {
  const named = new Set(projects.flatMap(({ commandLine }) => commandLine.fileNames));
  const read = readOnce();
  for (const project of projects.filter(({ name }) => names.has(name))) {
    const problems = problemsOf(project, named, read);
    checked(
      project.name,
      problems.length === 0
        ? undefined
        : ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(problems), {
            getCurrentDirectory: () => root,
            getCanonicalFileName: (file) => file,
            getNewLine: () => '\n',
          }),
    );
  }
}

/**
 * @param {Project} project
 * @param {ReadonlySet<string>} named the files of all projects
 * @param {ReturnType<typeof readOnce>} read
 * @returns {readonly ts.Diagnostic[]}
 */
function problemsOf({ name, commandLine: { fileNames, options, errors } }, named, read) {
  const hasComponents = withComponents.has(name);
  const createProgram = hasComponents ? createVueProgram() : ts.createProgram;
  // TypeScript itself takes no file of another kind; vue-tsc has it patched for the same.
  if (hasComponents) options['allowNonTsExtensions'] = true;
  const host = ts.createCompilerHost(options);
  host.getSourceFile = read(host.getSourceFile.bind(host), options);
  const program = createProgram({
    rootNames: fileNames,
    options,
    host,
    configFileParsingDiagnostics: errors,
  });
  const own = new Set(fileNames);
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => own.has(fileName) || !named.has(fileName))
    // Of packages only what they declare is read, and declarations are not checked: skipLibCheck.
    .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file));
  const looked = new Set(files.map(({ fileName }) => fileName));
  const passedOver = fileNames.filter((file) => !looked.has(file) && !/\.d\.[cm]?ts$/.test(file));
  // Nothing would be said of them, as if all were well.
  if (passedOver.length > 0)
    throw new Error(`${name} names files that nobody checks: ${passedOver.join(', ')}`);
  return [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ];
}

/** Parsed files by what their parsing depends on. */
function readOnce() {
  /** @type {Map<string, ts.SourceFile | undefined>} */
  const known = new Map();
  /**
   * @param {ts.CompilerHost['getSourceFile']} read
   * @param {ts.CompilerOptions} options
   * @returns {ts.CompilerHost['getSourceFile']}
   */
  return (read, { module, moduleResolution, jsx, target }) =>
    (file, how, ...rest) => {
      const format = typeof how === 'object' ? how.impliedNodeFormat : undefined;
      const key = [file, format, module, moduleResolution, jsx, target].join('\n');
      if (!known.has(key)) known.set(key, read(file, how, ...rest));
      return known.get(key);
    };
}

/** Program as vue-tsc makes one. @returns {(options: ts.CreateProgramOptions) => ts.Program} */
function createVueProgram() {
  const ofVueTsc = createRequire(createRequire(import.meta.url).resolve('vue-tsc/package.json'));
  const { proxyCreateProgram } = ofVueTsc('@volar/typescript/lib/node/proxyCreateProgram');
  const vue = ofVueTsc('@vue/language-core');
  return proxyCreateProgram(
    ts,
    ts.createProgram,
    (/** @type {unknown} */ _, /** @type {ts.CreateProgramOptions} */ { options }) => {
      const { vueOptions } = vue.createParsedCommandLine(ts, ts.sys, options.configFilePath);
      const as = (/** @type {string} */ id) => id;
      return { languagePlugins: [vue.createVueLanguagePlugin(ts, options, vueOptions, as)] };
    },
  );
}
