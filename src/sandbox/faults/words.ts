import type { Read } from '../problem.ts';

/** One word of a line: `step=2` is `{ key: 'step', text: '2' }`. Text in quotes is JSON text. */
export interface Word {
  readonly key?: string;
  readonly text: string;
  readonly quoted: boolean;
}

const WORD = /\s*(?:([a-zA-Z]+)=)?("(?:[^"\\]|\\.)*"|[^\s"]+)(?=\s|$)/y;
/** What a bare word may not hold, or it would be read as something else. */
const NEEDS_QUOTES = /[\s"=]|^(?:->|then)$|^$/;

export function splitWords(line: string): Read<readonly Word[]> {
  const words: Word[] = [];
  const trimmed = line.trim();
  WORD.lastIndex = 0;
  while (WORD.lastIndex < trimmed.length) {
    const from = WORD.lastIndex;
    const [, key, written = ''] = WORD.exec(trimmed) ?? [];
    const text = unquote(written);
    if (text === undefined || written === '') {
      return {
        problem: `cannot read from “${trimmed.slice(from).trim()}” on: close the quotes and put a space after them`,
      };
    }
    words.push({ ...(key === undefined ? {} : { key }), text, quoted: written.startsWith('"') });
  }
  return { value: words };
}

function unquote(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    return String(JSON.parse(written));
  } catch {
    return undefined;
  }
}

/** A word that `splitWords` reads back as it is. `reserved`: words that mean something else when they stand bare. */
export function writeWord(text: string, reserved: readonly string[] = []): string {
  return NEEDS_QUOTES.test(text) || reserved.includes(text) ? JSON.stringify(text) : text;
}
