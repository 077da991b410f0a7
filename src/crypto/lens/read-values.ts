import { isJsonObject, type JsonValue } from '../../json.ts';
import type { LineId } from './line.ts';

export interface ReadValues {
  readonly values: ReadonlyMap<LineId, string>;
  /** Names that stand for no line of the exchange. */
  readonly unknown: readonly string[];
}

/** Names where case tells two values apart. */
const EXACT: Readonly<Record<string, LineId>> = {
  a: 'a',
  A: 'A',
  b: 'B',
  B: 'B',
  u: 'u',
  U: 'u',
  x: 'x',
  k: 'k',
  K: 'key',
  S: 'S',
  N: 'N',
  g: 'g',
  v: 'v',
  I: 'identity',
};

/** What clients and debug prints call the values, in lower case without signs between. */
const NAMES: Readonly<Record<LineId, string>> = {
  group: 'group pool poolname userpoolname devicegroupkey',
  identity: 'useridforsrp userid identity username internalusername devicekey user',
  password: 'password devicepassword pwd',
  N: 'n bign',
  g: 'g generator',
  k: 'kvalue multiplier',
  a: 'smalla smallavalue privatea clientprivate',
  A: 'largea largeavalue srpa publica clientpublic avalue biga',
  B: 'srpb serverb serverbvalue largeb largebvalue bvalue publicb bigb',
  u: 'uvalue scrambler scramblingparameter uhash',
  salt: 'salt saltvalue',
  saltBytes: 'saltbytes paddedsalt saltpadded padsalt',
  inner: 'usernamepasswordhash userpwhash innerhash inner userpoolhash identityhash',
  x: 'xvalue privatekey',
  v: 'gmodpowxn gx verifier verifierdevices',
  S: 'svalue sharedsecret premastersecret ssecret session_s',
  hkdfSalt: 'hkdfsalt',
  hkdfInput: 'hkdfinput ikm hkdfikm',
  info: 'info infobits hkdfinfo',
  prk: 'prk',
  key: 'key hkdf hkdfkey hkdfresult sessionkey derivedkey authenticationkey passwordauthenticationkey',
  timestamp: 'timestamp datenow date formattedtimestamp time',
  secretBlock: 'secretblock passwordclaimsecretblock secretblockb64',
  message: 'message msg signedmessage hmacinput concatbuffer',
  signature: 'passwordclaimsignature signature signaturestring claim claimsignature',
};

const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([id, names]) =>
    names.split(' ').map((name) => [name, id as LineId] as const),
  ),
);

/** Named more exactly wins over what may mean another thing. */
const BETTER: ReadonlySet<string> = new Set(['useridforsrp', 'srpa', 'srpb', 'devicegroupkey', 'poolname']);

/** A salt has up to 16 bytes and a sign; S has hundreds. */
const LONGEST_SALT = 40;

/**
 * Reads what another client printed: JSON, `key = value` lines, or a debugger's print of either. Tolerant: prefixes,
 * quotes, wrappers (`BigInteger(…)`, `Buffer <…>`), values over several lines. What can't be read is left out.
 */
export function readValues(text: string): ReadValues {
  const values = new Map<LineId, string>();
  const taken = new Map<LineId, boolean>();
  const unknown: string[] = [];
  for (const [name, written] of pairsIn(text)) {
    const value = plainValue(written);
    if (value === '') continue;
    const id = lineNamed(name, value);
    if (id === undefined) {
      if (!unknown.includes(name)) unknown.push(name);
      continue;
    }
    const better = BETTER.has(letters(name));
    if (values.has(id) && (taken.get(id) === true || !better)) continue;
    values.set(id, value);
    taken.set(id, better);
  }
  return { values, unknown };
}

function lineNamed(name: string, value: string): LineId | undefined {
  if (name === 's') return value.length <= LONGEST_SALT ? 'salt' : 'S';
  return EXACT[name] ?? BY_NAME.get(letters(name));
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function pairsIn(text: string): (readonly [string, string])[] {
  const json = jsonIn(text);
  return json === undefined ? linesIn(text) : entriesIn(json);
}

function jsonIn(text: string): JsonValue | undefined {
  const begin = text.search(/[[{]/);
  if (begin < 0) return undefined;
  try {
    return JSON.parse(text.slice(begin, text.lastIndexOf(text[begin] === '[' ? ']' : '}') + 1)) as JsonValue;
  } catch {
    return undefined;
  }
}

function entriesIn(value: JsonValue): (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap(entriesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) =>
    typeof entry === 'string' || typeof entry === 'number'
      ? [[name, String(entry)] as const]
      : entriesIn(entry),
  );
}

const PAIR = /(?:^|[\s{(,;.\]])["']?([A-Za-z_]\w{0,60})["']?\)?\s*(?:=>|:=|=|:)\s*(\S.*)$/;
/** The rest of a value that was broken over lines. */
const REST = /^\s*["']?[0-9A-Za-z+/=: ]{16,}["']?[,;]?\s*$/;

function linesIn(text: string): (readonly [string, string])[] {
  const pairs: [string, string][] = [];
  for (const line of text.split(/\r?\n|,\s*(?=["']?[A-Za-z_]\w*["']?\s*[:=])/)) {
    const last = pairs.at(-1);
    const [, name, value] = PAIR.exec(line) ?? [];
    if (name !== undefined && value !== undefined) pairs.push([name, value]);
    else if (last !== undefined && REST.test(line)) last[1] += line.trim();
  }
  return pairs;
}

/** The value without what programs print around one. */
function plainValue(written: string): string {
  let value = written.trim().replace(/[,;]+$/, '');
  value = /^<?Buffer ([0-9a-f ]+)>?$/i.exec(value)?.[1]?.replaceAll(' ', '') ?? value;
  value = /^[\w.]+\((.*)\)$/.exec(value)?.[1] ?? value;
  value = /^b?(["'`])(.*?)\1(?:,\s*16)?[,;}]*$/.exec(value)?.[2] ?? value.replace(/[}\]]+$/, '');
  const spaced = value.replace(/^0x/i, '').replaceAll(/[\s:]/g, '');
  return /^[0-9a-f]{8,}$/i.test(spaced) ? spaced : value.trim();
}
