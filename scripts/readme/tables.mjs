/**
 * The README's tables, from the code that knows them.
 * @typedef {{ name: string, title: string, next: readonly string[], answerable: boolean, computed: readonly { key: string }[] }} Challenge
 * @typedef {{ username: string, shows: string, path: readonly string[] }} User
 * @typedef {Record<string, { code: number, meaning: string }>} ExitCodes
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

/** @param {readonly User[]} users */
export function userTable(users) {
  return table(
    ['User', 'Shows', 'Expected path'],
    users.map(({ username, shows, path }) => [code(username), shows, path.map(code).join(' → ')]),
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
    if (from < 0 || to < from) throw new Error(`README.md has no place marked "${begin}" … "${end}".`);
    return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
  }, readme);
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const widths = head.map((cell, i) => Math.max(3, cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  /** @param {readonly string[]} cells */
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
