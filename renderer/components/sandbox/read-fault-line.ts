import { emptyDraft, MATCH_KEYS, type FaultDraft } from './fault-draft.ts';

interface Word {
  readonly key: string | undefined;
  readonly text: string;
  readonly quoted: boolean;
}
type Part = Partial<FaultDraft>;

/**
 * Fills the form from a line. Undefined for one the form has no fields for: the line is then sent as it stands, and
 * the sandbox, which alone knows the whole form, says what is wrong with it.
 */
export function readFaultLine(line: string): FaultDraft | undefined {
  const words = wordsOf(line.trim());
  const arrow = words?.findIndex((word) => isBare(word, '->')) ?? -1;
  if (words === undefined || arrow < 0) return undefined;
  const parts = [readMatch(words.slice(0, arrow)), ...splitAtThen(words.slice(arrow + 1)).map(readAnswer)];
  const draft: Record<string, string> = {};
  for (const part of parts) {
    if (part === undefined || Object.keys(part).some((field) => field in draft)) return undefined;
    Object.assign(draft, part);
  }
  return { ...emptyDraft, kind: 'late', ...draft };
}

function wordsOf(line: string): Word[] | undefined {
  const pattern = /(?:([a-zA-Z]+)=)?("(?:[^"\\]|\\.)*"|[^\s"]+)(?:\s+|$)/y;
  const words: Word[] = [];
  while (pattern.lastIndex < line.length) {
    const [, key, written = ''] = pattern.exec(line) ?? [];
    const quoted = written.startsWith('"');
    const text = quoted ? unquoted(written) : written;
    if (!text && !quoted) return undefined;
    if (text === undefined) return undefined;
    words.push({ key, text, quoted });
  }
  return words;
}

function unquoted(written: string): string | undefined {
  try {
    return String(JSON.parse(written));
  } catch {
    return undefined;
  }
}

function isBare(word: Word, text: string): boolean {
  return !word.quoted && word.key === undefined && word.text === text;
}

function splitAtThen(words: readonly Word[]): Word[][] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (isBare(word, 'then')) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function readMatch(words: readonly Word[]): Part | undefined {
  const part: Record<string, string> = {};
  for (const { key = 'operation', text } of words) {
    if (![...MATCH_KEYS, 'operation'].includes(key) || key in part || text === '') return undefined;
    part[key] = text;
  }
  return part;
}

function readAnswer([head, ...rest]: readonly Word[]): Part | undefined {
  if (head === undefined || head.key !== undefined) return undefined;
  if (isBare(head, 'drop')) return rest.length === 0 ? { kind: 'drop' } : undefined;
  const values: Record<string, (text: string) => Part | undefined> = {
    delay: (text) => (/^\d+m?s$/.test(text) ? { delay: text } : undefined),
    throttle: (text) =>
      /^\d+\/s$/.test(text) ? { kind: 'throttle', perSecond: text.slice(0, -2) } : undefined,
    cut: (text) => (/^\d+$/.test(text) ? { kind: 'cut', bytes: text } : undefined),
    html: (text) => (/^\d+$/.test(text) ? { kind: 'html', pageStatus: text } : undefined),
    redirect: (text) => (/^\d+$/.test(text) ? { kind: 'redirect', redirectStatus: text } : undefined),
    contentType: (text) => (text === '' ? undefined : { kind: 'contentType', contentType: text }),
    oversize: (text) => (/^\d+$/.test(text) ? { kind: 'oversize', size: text } : undefined),
    unnamed: (text) => (/^\d+$/.test(text) ? { kind: 'unnamed', unnamedStatus: text } : undefined),
  };
  const read = head.quoted || !Object.hasOwn(values, head.text) ? undefined : values[head.text];
  if (read === undefined) return readException(head.text, rest);
  const [value] = rest;
  return value === undefined || rest.length > 1 || value.key !== undefined ? undefined : read(value.text);
}

function readException(exception: string, rest: readonly Word[]): Part | undefined {
  const part: Record<string, string> = { kind: 'exception', exception };
  for (const { key, text, quoted } of rest) {
    const field = key ?? 'message';
    const known = key === undefined ? quoted : key === 'status';
    // An empty message is one of its own; the form's empty field is none.
    if (!known || field in part || text === '') return undefined;
    part[field] = text;
  }
  return part;
}
