// How Microsoft says that the shells of Windows read a line, as far as a copied command uses them.

/**
 * The arguments a program gets from lines typed at the command prompt. Phase 1 replaces %NAME% and %NAME:sought=instead%
 * once, phase 2 counts quotes and stops at signs outside them, then the C runtime cuts the line. Sources: `help cmd`,
 * `help set`, "Command prompt line string limitation", "Parsing C++ command-line arguments" (Microsoft).
 * @throws where a sign outside quotes would mean something to the prompt, or a line is longer than it takes
 */
export function cmdArguments(lines: string, environment: Readonly<Record<string, string>> = {}): string[] {
  const held = new Map(Object.entries(environment));
  for (const line of lines.replaceAll('^\n', '').split('\n')) {
    if (line.startsWith('rem ')) continue;
    const read = expanded(line, held);
    const [, condition, name, value = ''] = /^(?:if defined (\w+) )?set "([^=]+)=(.*)"$/.exec(read) ?? [];
    if (name === undefined) return runtimeArguments(read);
    if (condition === undefined || held.has(condition)) held.set(name, value);
  }
  throw new Error('no command');
}

/** A variable that is not set stays as it is written: so at the prompt, not in a file. */
function expanded(line: string, environment: ReadonlyMap<string, string>): string {
  const whole = line.replace(
    /%(\w+)(?::([^=%]+)=([^%]*))?%/g,
    (found, name: string, sought: string | undefined, instead: string | undefined) => {
      const value = environment.get(name);
      if (value === undefined) return found;
      return sought === undefined ? value : value.replaceAll(sought, () => instead ?? '');
    },
  );
  if (whole.length > 8_191) throw new Error(`a line of ${String(whole.length)} characters`);
  let quoted = false;
  for (const sign of whole) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && /[&|<>^()%!]/.test(sign))
      throw new Error(`${sign} stands outside quotes in ${whole}`);
  }
  if (quoted) throw new Error(`the quotes are not closed in ${whole}`);
  return whole;
}

export function runtimeArguments(line: string): string[] {
  const found: string[] = [];
  let argument: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length;) {
    let slashes = 0;
    while (line[at + slashes] === '\\') slashes += 1;
    at += slashes;
    const sign = line[at] ?? '';
    if (sign === '"') {
      argument = (argument ?? '') + '\\'.repeat(Math.floor(slashes / 2));
      if (slashes % 2 === 1) argument += '"';
      else if (quoted && line[at + 1] === '"') {
        argument += '"';
        at += 1;
      } else quoted = !quoted;
      at += 1;
      continue;
    }
    if (slashes > 0) argument = (argument ?? '') + '\\'.repeat(slashes);
    if (sign === '') break;
    if (!quoted && /\s/.test(sign)) {
      if (argument !== undefined) found.push(argument);
      argument = undefined;
    } else argument = (argument ?? '') + sign;
    at += 1;
  }
  return argument === undefined ? found : [...found, argument];
}

/** What PowerShell pipes into curl: strings in single quotes, `$env:NAME`, `(ConvertTo-Json $env:NAME)` and `+`. */
export function powerShellBody(lines: string, environment: Readonly<Record<string, string>> = {}): string {
  const held = new Map(Object.entries(environment));
  const whole = /(\$env:\w+|\$body) = /g;
  let body: string | undefined;
  for (let found = whole.exec(lines); found !== null; found = whole.exec(lines)) {
    const { value, end } = sum(lines, whole.lastIndex, held);
    if (found[1] === '$body') body = value;
    else held.set((found[1] ?? '').slice('$env:'.length), value);
    whole.lastIndex = end;
  }
  if (body === undefined) throw new Error('no body');
  return body;
}

function sum(text: string, from: number, held: ReadonlyMap<string, string>): { value: string; end: number } {
  let value = '';
  let at = from;
  for (;;) {
    const rest = text.slice(at);
    const term =
      /^'((?:[^'\u2018-\u201b]|(['\u2018-\u201b])\2)*)'/.exec(rest) ??
      /^\(ConvertTo-Json \$env:(\w+)\)/.exec(rest) ??
      /^\$env:(\w+)/.exec(rest);
    if (term === null) throw new Error(`PowerShell can't read ${rest.slice(0, 40)}`);
    const [all, inside = ''] = term;
    if (all.startsWith("'")) value += inside.replace(/(['\u2018-\u201b])\1/g, '$1');
    else if (all.startsWith('(')) value += JSON.stringify(held.get(inside) ?? null);
    else value += held.get(inside) ?? '';
    at += all.length;
    if (!text.startsWith(' + ', at)) return { value, end: at };
    at += ' + '.length;
  }
}
