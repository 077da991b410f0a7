/** Where the cursor stands in a scenario's text, as far as its lines tell: also while the text is no YAML yet. */
export interface Place {
  /** Keys from the top, `[]` for an item of a list: of the map that holds the key, or of the value's own map. */
  readonly path: readonly string[];
  readonly at: 'key' | 'value';
  /** Whose value it is. */
  readonly key?: string;
  /** What is typed of it so far. */
  readonly typed: string;
  /** Keys that stand beside it already. */
  readonly taken: readonly string[];
}

type Level =
  | { readonly kind: 'item'; readonly column: number }
  | { readonly kind: 'key'; readonly column: number; readonly name: string; readonly value: string };

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#'"{}[\],][^#'"{}[\],]*?))\s*:(?=\s|$)\s*(.*)$/;

/** @param offset into the text, of the cursor */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  const after = text.slice(offset).split('\n').slice(1);
  const line = before.at(-1) ?? '';
  const own = levelsOf(line);
  const last = own.at(-1);
  const start = last?.kind === 'key' ? last.column : line.length - contentOf(line).length;
  const { path, siblings } = above(own, start, before.slice(0, -1));
  const taken = [...siblings, ...below(after, start)];
  if (last?.kind !== 'key') return { path, at: 'key', typed: contentOf(line), taken };
  return (
    inFlow([...path, last.name], last.value) ?? {
      path,
      at: 'value',
      key: last.name,
      typed: last.value,
      taken,
    }
  );
}

/** Inside `{ … }` of one line. Undefined outside of braces. */
function inFlow(path: readonly string[], value: string): Place | undefined {
  const open: { path: readonly string[]; taken: string[]; from: number }[] = [];
  let quote = '';
  for (const [index, sign] of [...value].entries()) {
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{' && value[index - 1] !== '$') {
      const around = open.at(-1);
      const key = around === undefined ? undefined : keyIn(value.slice(around.from, index));
      open.push({
        path: around === undefined ? path : [...around.path, key?.name ?? ''],
        taken: [],
        from: index + 1,
      });
    } else if (sign === '}') open.pop();
    else if (sign === ',' && open.length > 0) {
      const around = open.at(-1);
      if (around === undefined) continue;
      const key = keyIn(value.slice(around.from, index));
      if (key !== undefined) around.taken.push(key.name);
      around.from = index + 1;
    }
  }
  const around = open.at(-1);
  if (around === undefined) return undefined;
  const rest = value.slice(around.from).trimStart();
  const key = keyIn(rest);
  if (key === undefined) return { path: around.path, at: 'key', typed: rest, taken: around.taken };
  return { path: around.path, at: 'value', key: key.name, typed: key.value, taken: around.taken };
}

function keyIn(text: string): { readonly name: string; readonly value: string } | undefined {
  const [, double, single, plain, value = ''] = KEY.exec(text.trim()) ?? [];
  const name = double ?? single ?? plain;
  return name === undefined ? undefined : { name, value };
}

function contentOf(line: string): string {
  return line.replace(/^\s*(- +)*/, '').replace(/^-$/, '');
}

/** The items and the key that a line begins, from left to right. */
function levelsOf(line: string): Level[] {
  const levels: Level[] = [];
  let column = line.length - line.trimStart().length;
  let rest = line.slice(column);
  for (;;) {
    const dash = /^-(\s+|$)/.exec(rest)?.[0];
    if (dash === undefined) break;
    levels.push({ kind: 'item', column });
    column += dash.length;
    rest = rest.slice(dash.length);
  }
  const key = keyIn(rest);
  if (key !== undefined) levels.push({ kind: 'key', column, ...key });
  return levels;
}

function above(
  own: readonly Level[],
  start: number,
  lines: readonly string[],
): { path: string[]; siblings: string[] } {
  const path: string[] = [];
  const siblings: string[] = [];
  let column = start;
  let isOwn = true;
  let needsKey = false;
  const take = (level: Level): void => {
    if (level.kind === 'item') {
      if (level.column >= column || needsKey) return;
      path.unshift('[]');
      column = level.column;
      isOwn = false;
      needsKey = true;
      return;
    }
    // A list may stand in the column of its key; a map stands further in.
    if (needsKey ? level.column <= column : level.column < column) {
      path.unshift(level.name);
      column = level.column;
      isOwn = false;
      needsKey = false;
    } else if (isOwn && level.column === start) siblings.push(level.name);
  };
  for (const level of own.toReversed()) if (level.kind === 'item') take(level);
  for (const line of lines.toReversed()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    for (const level of levelsOf(line).toReversed()) take(level);
    if (column === 0 && !needsKey && !isOwn) break;
  }
  return { path, siblings };
}

/** Keys further down in the same map. */
function below(lines: readonly string[], start: number): string[] {
  const keys: string[] = [];
  for (const line of lines) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const levels = levelsOf(line);
    const [first] = levels;
    const column = first?.column ?? line.length - line.trimStart().length;
    if (column < start) break;
    const key = levels.at(-1);
    if (levels.length === 1 && key?.kind === 'key' && key.column === start) keys.push(key.name);
  }
  return keys;
}

/** The step around the cursor, as its lines tell: what kind it is, and what it names. */
export function stepAround(
  text: string,
  offset: number,
): { readonly kind: string; readonly name: string } | undefined {
  const lines = text.split('\n');
  let at = text.slice(0, offset).split('\n').length - 1;
  const own = lines[at] ?? '';
  let column = own.trim() === '' ? own.length : own.length - own.trimStart().length;
  for (; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    const indent = line.length - line.trimStart().length;
    if (/^\s*- /.test(line) && indent <= column) {
      const block = [line.replace('-', ' ')];
      for (const next of lines.slice(at + 1)) {
        if (next.trim() !== '' && next.length - next.trimStart().length <= indent) break;
        block.push(next);
      }
      const [, kind, name = ''] =
        /^\s+(flow|answer|operate|sandbox|wait):[ \t]*(?:["']?)([^\s"'#{]*)/m.exec(block.join('\n')) ?? [];
      if (kind !== undefined) return { kind, name };
      column = indent;
    }
  }
  return undefined;
}
