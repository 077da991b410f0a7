/**
 * The READMEs' tables, from the code that knows them.
 * @typedef {{ name: string, title: string, next: readonly string[], answerable: boolean, computed: readonly { key: string }[] }} Challenge
 * @typedef {{ Username: string, Story?: { Shows: string, Path: readonly string[] } }} SeedUser
 * @typedef {{ pools: readonly { Users?: readonly SeedUser[], MissingUsers?: readonly SeedUser[] }[] }} SeedFile
 * @typedef {Record<string, { code: number, meaning: string }>} ExitCodes
 * @typedef {{ name: string, question: string, says: string, values: string, usual: unknown }} Setting
 * @typedef {{ method: string, path: string, help: string }} Route
 * @typedef {{ title: string, part: string, keys: string }} Action
 * @typedef {{ name: string, title: string }} Bench
 * @typedef {{ name: string, value?: string, help: string, example: string }} Flag
 */

/** @param {readonly Challenge[]} challenges */
export function challengeTable(challenges) {
  return table(
    ['Challenge', 'What it is', 'Computed for you'],
    challenges.map(({ name, title, answerable, computed }) => [
      code(name),
      answerable ? title : `${title} (listed by Cognito, never a valid answer)`,
      computed.map(({ key }) => code(key)).join(', '),
    ]),
  );
}

/** @param {SeedFile} seed */
export function userTable({ pools }) {
  const users = pools.flatMap(({ Users = [], MissingUsers = [] }) => [...Users, ...MissingUsers]);
  return table(
    ['User', 'Shows', 'Expected path'],
    users.flatMap(({ Username, Story }) =>
      Story === undefined ? [] : [[code(Username), Story.Shows, Story.Path.map(code).join(' → ')]],
    ),
  );
}

/** @param {ExitCodes} codes */
export function exitCodeTable(codes) {
  return table(
    ['Exit code', 'Meaning'],
    Object.values(codes).map(({ code: number, meaning }) => [String(number), meaning]),
  );
}

/**
 * Settings by open point; points that no setting decides come with the reason alone.
 * @param {readonly Setting[]} settings
 * @param {Readonly<Record<string, string>>} reasons by open point
 */
export function settingTable(settings, reasons) {
  const rows = [
    ...settings.map(({ name, question, says, values, usual }) => [
      question,
      code(name),
      code(String(usual)),
      values,
      says,
    ]),
    ...Object.entries(reasons).map(([question, reason]) => [question, '', '', '', reason]),
  ];
  /** @param {readonly string[]} row */
  const place = ([question = '']) => {
    const [section = 0, point = 0] = question.split('.').map(Number);
    return section * 100 + point;
  };
  return table(
    ['Open point', 'Setting', 'Default', 'Values', 'What it decides'],
    rows.sort((one, other) => place(one) - place(other)),
  );
}

/** @param {readonly Route[]} routes */
export function controlTable(routes) {
  return table(
    ['Call', 'What it takes and answers'],
    routes.map(({ method, path, help }) => [code(`${method} ${path}`), help]),
  );
}

/** @param {readonly Flag[]} flags */
export function flagTable(flags) {
  return table(
    ['Flag', 'What it does', 'Example'],
    flags.map(({ name, value, help, example }) => [
      code(value === undefined ? `--${name}` : `--${name} ${value}`),
      help,
      code(example),
    ]),
  );
}

/** @param {Readonly<Record<string, Action>>} actions by id; in the table by part, in the order the parts first come */
export function keyTable(actions) {
  const all = Object.values(actions);
  const parts = [...new Set(all.map(({ part }) => part))];
  return table(
    ['Part', 'Action', 'Key'],
    parts.flatMap((part) =>
      all
        .filter((action) => action.part === part)
        .map(({ title, keys }) => [part, title, code(keyNames(keys))]),
    ),
  );
}

/**
 * A combination as the pages write it: `Ctrl/Cmd+Shift+K`.
 * @param {string} keys in the notation of renderer/ui/keys.ts, modifiers first
 */
export function keyNames(keys) {
  const key = keys.replace(/^((mod|ctrl|alt|shift)\+)*/, '');
  const held = keys
    .slice(0, keys.length - key.length)
    .split('+')
    .filter(Boolean);
  return [...held, key].map((name) => (name === 'mod' ? 'Ctrl/Cmd' : capital(name))).join('+');
}

/** @param {readonly Bench[]} benches */
export function benchTable(benches) {
  return table(
    ['Bench', 'What it measures'],
    benches.map(({ name, title }) => [code(name), title]),
  );
}

/**
 * Puts tables between their markers.
 * @param {string} readme
 * @param {Record<string, string>} tables by marker name
 */
export function fill(readme, tables) {
  return Object.entries(tables).reduce((text, [name, content]) => {
    const begin = `<!-- generated: ${name} -->`;
    const end = `<!-- end: ${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`The README has no place marked "${begin}" … "${end}".`);
    return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
  }, readme);
}

/** @param {string} text */
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} given
 */
function table(head, given) {
  // A bar ends a cell, in code as well.
  const rows = given.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((cell, i) => Math.max(3, cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  /** @param {readonly string[]} cells */
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
