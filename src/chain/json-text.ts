import { parse, tokenize } from '@humanwhocodes/momoa';
import type { JsonValue } from '../json.ts';

/** JSON as a person typed it: the value, or the place where it can't be read. Line and column count from 1. */
export type JsonText =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly detail: string };

/** Reads strict JSON (RFC 8259). `detail` says where reading stopped and, for the usual slips, what to change. */
export function parseJsonText(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const offset = isCutOff(text, error) ? text.length : Math.min(offsetOfError(text), text.length);
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    const line = before.length;
    const column = (before.at(-1) ?? '').length + 1;
    return { ok: false, line, column, detail: `Line ${line}, column ${column}: ${reason(text, offset)}` };
  }
}

/** The pointer one level below `pointer` (RFC 6901 section 3). */
export function pointerTo(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whether nothing is wrong but the end. The tokenizer blames the last token for it, and V8 says where it stood. */
function isCutOff(text: string, error: unknown): boolean {
  const said = error instanceof Error ? error.message : '';
  const [, position] = / at position (\d+)/.exec(said) ?? [];
  if (/unexpected end of json input/i.test(said)) return true;
  return position !== undefined && Number(position) >= text.trimEnd().length;
}

function offsetOfError(text: string): number {
  try {
    parse(text);
    // The one thing the tokenizer lets pass and JSON forbids: a bare control character inside a string.
    for (const token of tokenize(text)) {
      if (token.type !== 'String') continue;
      const { start, end } = token.loc;
      const at = findControl(text, start.offset, end.offset);
      if (at >= 0) return at;
    }
    return 0;
  } catch (error) {
    const offset = (error as { offset?: unknown }).offset;
    return typeof offset === 'number' ? offset : 0;
  }
}

function findControl(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) < 0x20) return at;
  return -1;
}

function reason(text: string, offset: number): string {
  const found = text[offset];
  if (found === undefined) return 'the JSON ends before it is complete.';
  const previous = text.slice(0, offset).trimEnd().at(-1) ?? '';
  if (found < ' ') return 'a line break or tab inside a text must be written as \\n or \\t.';
  if (found === "'") return 'JSON texts stand in double quotes.';
  if ((found === '}' || found === ']') && previous === ',') return `remove the comma before "${found}".`;
  if (found === '}' && previous === ':') return 'the value is missing.';
  if (/["}\]\w]/.test(previous) && /["{[\w]/.test(found)) {
    return `a comma or colon is missing before "${found}".`;
  }
  return `"${found}" can't stand here.`;
}
