import { slip } from './slip.ts';

/** What the AWS CLI's shorthand syntax can say: texts, in lists and maps. */
export type Shorthand = string | Shorthand[] | { [key: string]: Shorthand };

// As the AWS CLI's grammar has them; `\,` stands for a comma within a value.
const KEY = /[\w\-.#/:]*/y;
const SPACE = /\s*/y;
/** A value that may hold `=`: the first one after a key, and those within brackets. */
const FIRST = /(?:\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(?:\\,|[\s!#-&(-+\--\\^-|~-\uffff])*/y;
/** A value after a comma: with a `=` in it it would be the next key. */
const SECOND = /(?:\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(?:\\,|[\s!#-&(-+\--<>-\uffff])*/y;
const SINGLE = /'((?:\\'|[^'])*)'/y;
const DOUBLE = /"((?:\\"|[^"])*)"/y;

/**
 * `Name=email,Value=a@b.c` as the AWS CLI reads it: `key=value`, `key=a,b,c` a list, `key=[a,b]`, `key={a=b}`, quotes, and
 * `key@=file://PATH`. Source: AWS CLI user guide, "Using shorthand syntax".
 * @param from what a text stands for after `@=`
 * @throws CoreFault ADMIN_INPUT with the place
 */
export function readShorthand(text: string, from: (text: string) => string): { [key: string]: Shorthand } {
  let at = 0;
  let resolves = false;
  const ended = () => at >= text.length;
  const is = (sign: string) => text[at] === sign;

  /** What a pattern matches here, perhaps nothing. */
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at += found[0].length;
    return found;
  };
  const space = () => void take(SPACE);
  const expected = (wanted: string) => {
    const line = text.slice(0, at).split('\n').at(-1) ?? '';
    const rest = text.slice(at).split('\n')[0] ?? '';
    return slip(
      `Expected: '${wanted}', received: '${ended() ? 'EOF' : (text[at] ?? '')}' for input:\n${line}${rest}\n${' '.repeat(line.length)}^`,
    );
  };
  const sign = (wanted: string) => {
    space();
    if (!is(wanted)) throw expected(wanted);
    at += 1;
    space();
  };
  const resolved = (value: string) => (resolves ? from(value) : value);

  function quoted(): string | undefined {
    const mark = is("'") ? "'" : is('"') ? '"' : undefined;
    if (mark === undefined) return undefined;
    const found = take(mark === "'" ? SINGLE : DOUBLE);
    if (found === null) throw expected(`${mark} at the end`);
    return resolved((found[1] ?? '').replaceAll(`\\${mark}`, mark).replaceAll('\\\\', '\\'));
  }
  const bare = (found: RegExpExecArray) => resolved(found[0].replaceAll('\\,', ',').trimEnd());
  const first = (): string => {
    const inQuotes = quoted();
    if (inQuotes !== undefined) return inQuotes;
    const found = take(FIRST);
    return found === null ? '' : bare(found);
  };

  function key(): string {
    const name = take(KEY)?.[0] ?? '';
    space();
    resolves = is('@');
    if (resolves) at += 1;
    sign('=');
    return name;
  }

  /** `a`, or `a,b,c` up to where the next key begins. */
  function values(): Shorthand {
    const list = [first()];
    space();
    for (;;) {
      if (!is(',')) return list.length === 1 ? (list[0] ?? '') : list;
      at += 1;
      space();
      if (ended()) throw expected('a value');
      const inQuotes = quoted();
      const found = inQuotes === undefined ? take(SECOND) : null;
      space();
      // What looks like a value is the next key where a `=` or nothing of a value stands behind it. Back to the comma
      // before that, as the AWS CLI goes: a second one in a row does no harm.
      if ((inQuotes === undefined && found === null) || (!ended() && !is(','))) {
        at = text.lastIndexOf(',', at);
        return list.length === 1 ? (list[0] ?? '') : list;
      }
      list.push(inQuotes ?? (found === null ? '' : bare(found)));
    }
  }

  function within(): Shorthand {
    if (is('[')) return bracketed();
    if (is('{')) return braced();
    return first();
  }
  function bracketed(): Shorthand[] {
    const list: Shorthand[] = [];
    sign('[');
    while (!is(']')) {
      list.push(within());
      between(']');
    }
    at += 1;
    return list;
  }
  function braced(): { [key: string]: Shorthand } {
    const map: [string, Shorthand][] = [];
    sign('{');
    while (!is('}')) {
      const name = key();
      map.push([name, within()]);
      between('}');
    }
    at += 1;
    return Object.fromEntries(map);
  }
  /** A comma, or the end of what is in brackets. */
  function between(end: string) {
    space();
    if (is(end)) return;
    if (!is(',')) throw expected(',');
    at += 1;
    space();
  }

  const parameters = new Map<string, Shorthand>();
  do {
    if (parameters.size > 0) sign(',');
    const name = key();
    if (parameters.has(name))
      throw slip(
        `Second instance of key "${name}" in: ${text}\nThis is often because there is a preceding "," instead of a space.`,
      );
    parameters.set(name, ended() ? '' : is('[') ? bracketed() : is('{') ? braced() : values());
  } while (!ended());
  return Object.fromEntries(parameters);
}
