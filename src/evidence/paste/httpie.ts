import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import type { ToldRequest } from './cognito-request.ts';
import type { ShellCommand } from './shell-command.ts';

/** Options whose value stands behind them and is of no interest here; `--raw` is the body. */
const VALUED = new Set(
  (
    '--raw --auth --auth-type --bearer --boundary --cert --cert-key --cert-key-pass --ciphers --default-scheme ' +
    '--format-options --http-version --max-headers --max-redirects --output --pretty --print --proxy ' +
    '--response-charset --response-mime --session --session-read-only --ssl --style --timeout --verify ' +
    '-a -A -o -p -P -s'
  ).split(' '),
);
/** What stands between the name and the value of an item, the longest first. */
const ITEM = /^((?:\\[^]|[^\\:=@;])*?)(:=@|=@|:@|==|:=|[:=@;])([^]*)$/;
const ADDRESS =
  /^(?:https?:\/\/\S|:(?:\d|\/)|localhost(?=[:/]|$)|[\w-]+(?:\.[\w-]+)+(?=[:/]|$)|\[[\da-f:]+\])/i;

/** Whether a command is HTTPie's, or xh's, which takes the same words. */
export function isHttpie(program: string): boolean {
  return /(^|[\\/])(https?|xhs?)(\.exe)?$/.test(program);
}

/**
 * The request of an HTTPie line, from its words: `http [METHOD] URL Header:value Member=text Member:=json …`. What it
 * reads from files is not there. Undefined where it names no address.
 * Source: HTTPie's documentation, “Request items”, “Nested JSON”, “Raw request body”.
 */
export function httpieRequest({ words, unset, stdin }: Omit<ShellCommand, 'end'>): ToldRequest | undefined {
  const missing = [...unset];
  const rest: string[] = [];
  let raw: string | undefined;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [option = '', behind] = word.startsWith('--') ? split(word, '=') : [word];
    if (word === '-' || !word.startsWith('-')) rest.push(word);
    else if (VALUED.has(option)) {
      const value = behind ?? words[(at += 1)] ?? '';
      if (option === '--raw') raw = value;
    }
  }
  const method = /^[A-Z]+$/.test(rest[0] ?? '') ? rest.shift() : undefined;
  const address = rest.shift() ?? '';
  if (!ADDRESS.test(address)) return undefined;

  const headers: [string, string][] = [];
  let body: JsonValue = {};
  for (const item of rest) {
    const [, name = '', sign = '', text = ''] = ITEM.exec(item) ?? [];
    const value = unescaped(text);
    if (sign === ':' && name !== '' && value !== '') headers.push([unescaped(name), value.trim()]);
    else if (sign === ';' && name !== '') headers.push([unescaped(name), '']);
    else if (sign.endsWith('@')) missing.push(`@${value}`);
    else if (sign === '=') body = put(body, pathOf(name), value);
    else if (sign === ':=') {
      const parsed = parseJsonText(value);
      body = put(body, pathOf(name), parsed.ok ? parsed.value : value);
    }
  }
  const members = isJsonObject(body) && Object.keys(body).length === 0 ? undefined : JSON.stringify(body);
  const text = raw ?? members ?? stdin;
  return {
    url: urlOf(address, /s(\.exe)?$/.test(words[0] ?? '') ? 'https' : 'http'),
    method: method ?? (text === undefined ? 'GET' : 'POST'),
    headers,
    ...(text === undefined ? {} : { text }),
    unset: missing,
  };
}

function split(word: string, sign: string): [string, string?] {
  const at = word.indexOf(sign);
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

/** `:9229/path` is of this computer. */
function urlOf(address: string, scheme: string): string {
  if (/^https?:\/\//i.test(address)) return address;
  return `${scheme}://${address.startsWith(':') ? `localhost${address.replace(/^:(?=\/)/, '')}` : address}`;
}

/** Of the signs that part a name from its value; any other sign keeps its backslash. */
function unescaped(text: string): string {
  return text.replace(/\\([^])/g, (whole, sign: string) => (/[:=@;]/.test(sign) ? sign : whole));
}

/** A member's name; of a list's item its number, or undefined for the next one. */
type Part = string | number | undefined;

/** `a[b][0][]` as its parts: in front of the brackets a name, whatever it looks like. */
function pathOf(name: string): readonly Part[] {
  const plain = (text: string) => unescaped(text).replace(/\\([\\[\]])/g, '$1');
  const inside = String.raw`((?:\\[^]|[^\\\]])*)`;
  const [, first = '', more] =
    new RegExp(String.raw`^((?:\\[^]|[^\\[])*)((?:\[${inside}\])*)$`).exec(name) ?? [];
  if (more === undefined) return [plain(name)];
  const parts = [...more.matchAll(new RegExp(String.raw`\[${inside}\]`, 'g'))].map(([, part = '']): Part =>
    part === '' ? undefined : /^\d{1,3}$/.test(part) ? Number(part) : plain(part),
  );
  return first === '' && parts.length > 0 ? parts : [plain(first), ...parts];
}

function put(into: JsonValue | undefined, [part, ...more]: readonly Part[], value: JsonValue): JsonValue {
  if (typeof part === 'string') {
    const map: JsonObject = into !== undefined && isJsonObject(into) ? into : {};
    const before = Object.hasOwn(map, part) ? map[part] : undefined;
    return { ...map, [part]: more.length === 0 ? value : put(before, more, value) };
  }
  const list: JsonValue[] = Array.isArray(into) ? [...(into as JsonValue[])] : [];
  const at = part ?? list.length;
  while (list.length < at) list.push(null);
  list[at] = more.length === 0 ? value : put(list[at], more, value);
  return list;
}
