import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../setup/paths.mjs';
import { benchTitles } from './bench-titles.mjs';
import { pages } from './files.mjs';
import { keyNames } from './tables.mjs';

// What the pages tell a person to press, type and open is there.

const { main } = await import(/* @vite-ignore */ join(root, 'main/cli/program.ts'));
const { actionList } = await import(/* @vite-ignore */ join(root, 'renderer/actions/action-list.ts'));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** It tells where test data is from: a note beside it, which one of the pages leads to. */
const ASIDE = 'src/evidence/har/corpus/README.md';
/** Words that say nothing of an action. */
const FILLING = new Set(['a', 'an', 'any', 'for', 'of', 'the']);

const words = Object.fromEntries(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]));
/** @param {string} page @returns {string} without the tables that the code wrote */
const written = (page) => (words[page] ?? '').replace(/<!-- generated:[^]*?<!-- end:/g, '');
/** @param {string} text */
const blocks = (text) => [...text.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, block = '']) => block);
/** @param {string} text */
const spans = (text) =>
  [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) =>
    span.replaceAll(/\s+/g, ' '),
  );

/** @param {string[]} args */
async function saidBy(...args) {
  let said = '';
  const add = (/** @type {string} */ text) => void (said += text);
  await main(['node', 'countersign', ...args], { out: add, err: add, color: false });
  return said;
}

/** @param {string} markdown @returns {string[]} as GitHub names the headings of a page */
function anchors(markdown) {
  const headings = [...markdown.replace(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)];
  return headings.map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/**
 * The commands of the terminal in a page, each with the flags it is given.
 * @param {string} page
 * @param {readonly string[]} known the commands there are
 */
function commandsOf(page, known) {
  const lines = blocks(written(page))
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => /(?:countersign --|^countersign) (.*)$/.exec(line)?.[1] ?? '');
  const inline = spans(written(page))
    .map((span) => span.replace(/^(npm run -s countersign -- |countersign )/, ''))
    .filter((span) => span.includes(' --'));
  return [...lines, ...inline].flatMap((line) => {
    // A shell's comment, and what it does with the output.
    const said = line.replace(/ # .*| && .*/, '').split(/\s+/);
    const depth = ['admin', 'history'].includes(said[0] ?? '') ? 2 : 1;
    const flags = said.filter((word) => word.startsWith('--'));
    return known.includes(said[0] ?? '') ? [{ line, command: said.slice(0, depth), flags }] : [];
  });
}

/** @param {string} text @returns {string[]} how each word that says something begins */
function beginnings(text) {
  const said = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return said.filter((word) => !FILLING.has(word)).map((word) => word.slice(0, 3));
}

it('every README of the checkout is one of the pages', () => {
  const found = ['e2e', 'main', 'renderer', 'scripts', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('/README.md')),
  );
  expect(['README.md', ...found].sort()).toEqual([...pages, ASIDE].sort());
});

describe.each(pages)('%s', (page) => {
  it('is reached from the first page', () => {
    expect(page === 'README.md' || written('README.md').includes(`](${page})`)).toBe(true);
  });

  it('links to files and headings that are there', () => {
    for (const [link, target = ''] of written(page).matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('https://')) continue;
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(join(root, path)), `${link} of ${page}`).toBe(true);
      if (anchor !== undefined) expect(anchors(words[path] ?? ''), `${link} of ${page}`).toContain(anchor);
    }
  });

  it('names files of the checkout that are there', () => {
    const named = [...spans(written(page)), ...blocks(written(page)).flatMap((block) => block.split(/\s+/))];
    for (const name of named.flatMap((text) => text.split(' '))) {
      if (!/^(src|main|renderer|e2e|scripts)\/[\w./-]+$/.test(name)) continue;
      expect(existsSync(join(root, name)), `${name} in ${page}`).toBe(true);
    }
  });

  it('names scripts and benches that npm can run', () => {
    for (const [line, name = '', of] of written(page).matchAll(
      /npm run (?:-s )?([\w:]+)(?: (?:-- )?([a-z][\w-]*))?/g,
    )) {
      expect(Object.keys(scripts), line).toContain(name);
      const benches = benchTitles().map((bench) => bench.name);
      if (name === 'bench' && of !== undefined) expect(benches, line).toContain(of);
    }
  });

  it('names keys that do something', () => {
    const keys = Object.values(actionList).map((action) => keyNames(action.keys));
    const named = written(page).matchAll(/(?:(?:Ctrl\/Cmd|Ctrl|Cmd|Alt|Shift)\+)+[\w-]+|\bF\d+\b/g);
    for (const [name] of named) {
      // The terminal's own.
      if (name !== 'Ctrl+C') expect(keys, `${name} in ${page}`).toContain(name);
    }
  });

  it('names with each action the key that does it', () => {
    const titles = new Map(Object.values(actionList).map(({ keys, title }) => [keyNames(keys), title]));
    for (const [line, name = '', key = ''] of written(page).matchAll(
      /\*\*([^*]+)\*\*\s+\(([^\s,)]*\w)[,)\s]/g,
    )) {
      const title = titles.get(key);
      if (title !== undefined)
        expect(beginnings(title), line).toEqual(expect.arrayContaining(beginnings(name)));
    }
  });
});

it(
  'the commands that are said to print JSON with --json are those that do',
  { timeout: 60_000 },
  async () => {
    const [, said = ''] =
      /JSON is printed with `--json` by ([^]*?), with/.exec(written('main/cli/README.md')) ?? [];
    const [, list = ''] = /There are: (.*)\./.exec(await saidBy()) ?? [];
    const having = [];
    for (const name of list.replace(/\bsecret\b/, 'secret set, secret list, secret remove').split(', ')) {
      // The parts of history share their flags, those of secret don't; those of admin are the service's operations.
      const help = await saidBy(...name.split(' '), ...(name === 'history' ? ['search'] : []), '--help');
      if (/^ +--json /m.test(help)) having.push(name);
    }
    expect(spans(said).sort()).toEqual(having.sort());
  },
);

it(
  'every command of the terminal that a page shows takes the flags it shows',
  { timeout: 60_000 },
  async () => {
    const [, list = ''] = /There are: (.*)\./.exec(await saidBy()) ?? [];
    const known = list.split(', ');
    const commands = pages.flatMap((page) => commandsOf(page, known));
    expect([...new Set(commands.map(({ command: [name] }) => name))].sort()).toEqual([...known].sort());
    /** @type {Map<string, Promise<string>>} */
    const helps = new Map();
    for (const { line, command, flags } of commands) {
      const name = command.join(' ');
      if (!helps.has(name)) helps.set(name, saidBy(...command, '--help'));
      const help = (await helps.get(name)) ?? '';
      expect(help, line).toContain('Usage: ');
      for (const flag of flags) expect(help, line).toMatch(new RegExp(`${flag}(?![\\w-])`));
    }
  },
);
