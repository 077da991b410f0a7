// How the shells of Windows read a line, as far as a copied command uses them: there is none here to ask.

/**
 * The arguments a program gets from lines typed at the command prompt. Phase 1 replaces %NAME%, phase 2 counts quotes and
 * stops at signs outside them, then the C runtime cuts the line. Sources: `help cmd`; "Parsing C++ command-line
 * arguments" (Microsoft C++).
 * @throws where a sign outside quotes would mean something to the prompt
 */
export function cmdArguments(lines: string): string[] {
  const environment = new Map<string, string>();
  const joined = lines.replaceAll('^\n', '').split('\n');
  for (const line of joined) {
    if (line.startsWith('rem ')) continue;
    const set = /^set "([^=]+)=(.*)"$/.exec(line);
    if (set) environment.set(set[1] ?? '', set[2] ?? '');
    else return runtimeArguments(expanded(line, environment));
  }
  throw new Error('no command');
}

function expanded(line: string, environment: ReadonlyMap<string, string>): string {
  const whole = line.replace(/%([^%]+)%/g, (found, name: string) => environment.get(name) ?? found);
  let quoted = false;
  for (const sign of whole) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && /[&|<>^()%!]/.test(sign))
      throw new Error(`${sign} stands outside quotes in ${whole}`);
  }
  if (quoted) throw new Error(`the quotes are not closed in ${whole}`);
  return whole;
}

function runtimeArguments(line: string): string[] {
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
