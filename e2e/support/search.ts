import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { evidenceFolder } from './folders.ts';
import type { Secret } from './secrets.ts';

/** Every file under a folder, Chromium's own caches and databases included. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The forms a text could have been written in. */
export function encodingsOf(text: string): Readonly<Record<string, Buffer>> {
  const bytes = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return {
    plain: bytes,
    JSON: Buffer.from(JSON.stringify(text).slice(1, -1)),
    HTML: Buffer.from(html),
    URL: Buffer.from(encodeURIComponent(text)),
    ...inBase64(bytes),
    hex: Buffer.from(bytes.toString('hex')),
    HEX: Buffer.from(bytes.toString('hex').toUpperCase()),
    'UTF-16LE': utf16,
    'UTF-16BE': Buffer.from(utf16).swap16(),
  };
}

/**
 * Base64 of a text that stands inside a longer one: three alignments, each without the letters at its ends that depend
 * on the neighbours.
 */
function inBase64(bytes: Buffer): Record<string, Buffer> {
  const forms: Record<string, Buffer> = {};
  for (const alphabet of ['base64', 'base64url'] as const) {
    for (const offset of [0, 1, 2]) {
      const text = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString(alphabet)
        .replaceAll('=', '');
      const first = Math.ceil((offset * 8) / 6);
      const whole = Math.floor(((offset + bytes.length) * 8) / 6);
      forms[offset === 0 ? alphabet : `${alphabet} +${offset}`] = Buffer.from(text.slice(first, whole));
    }
  }
  return forms;
}

interface Needle {
  readonly name: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Where secrets turn up: file, name and form, never the value. */
export function findSecrets(files: readonly string[], secrets: readonly Secret[]): string[] {
  const needles = secrets.flatMap(({ name, value }) =>
    Object.entries(encodingsOf(value)).map(([form, bytes]): Needle => ({ name, form, bytes })),
  );
  const byEnd = new Map<number, Needle[]>();
  for (const needle of needles) {
    const end = needle.bytes.readUInt32LE(needle.bytes.length - 4);
    byEnd.set(end, [...(byEnd.get(end) ?? []), needle]);
  }
  return files.flatMap((file) => {
    const hit = firstHit(readFileSync(file), byEnd);
    return hit === undefined ? [] : [`${relative(evidenceFolder, file)}: ${hit.name} as ${hit.form}`];
  });
}

/** Hexadecimal letters in a row that are a number of SRP (256 bytes and more), a hash or a salt. */
const HEX_NUMBER = 64;
/** A code that was sent or made up. Longer secrets are met by chance in no number. */
const CODE_LENGTH = 6;

/** Whether what stands from `start` to `end` are six letters of a long hexadecimal number: some code is in each megabyte. */
function isOfHexNumber(content: Buffer, start: number, end: number): boolean {
  if (end - start !== CODE_LENGTH) return false;
  let [from, to] = [start, end];
  while (from > 0 && to - from < HEX_NUMBER && isHex(content[from - 1])) from -= 1;
  while (to < content.length && to - from < HEX_NUMBER && isHex(content[to])) to += 1;
  return to - from >= HEX_NUMBER && content.subarray(start, end).every(isHex);
}

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && /[0-9a-f]/i.test(String.fromCharCode(byte));
}

/**
 * One pass for thousands of needles: only where the last four bytes of one stand is it compared. Tokens begin alike and
 * end apart.
 */
function firstHit(content: Buffer, byEnd: ReadonlyMap<number, readonly Needle[]>): Needle | undefined {
  for (let end = 4; end <= content.length; end += 1) {
    const hit = byEnd
      .get(content.readUInt32LE(end - 4))
      ?.find(
        ({ bytes }) =>
          end >= bytes.length &&
          bytes.equals(content.subarray(end - bytes.length, end)) &&
          !isOfHexNumber(content, end - bytes.length, end),
      );
    if (hit !== undefined) return hit;
  }
  return undefined;
}
