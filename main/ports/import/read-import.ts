import { randomUUID } from 'node:crypto';
import { coreFault } from '@core/form/form.ts';
import { fingerprint } from '@core/crypto/fingerprint.ts';
import { harReader, type HarReading } from '@core/evidence/har/read.ts';
import type { ReadFile, ReadProgress } from '@core/evidence/importing.ts';
import { importedChain } from '@core/evidence/imported.ts';
import { linkExchanges } from '@core/evidence/link.ts';
import { measureJson } from '@core/evidence/measure-json.ts';
import { LOOKS_LIKE_REPORT } from '@core/scenario/report/read.ts';
import { peekUnpacked, unpackBody, unpacked } from './unpack.ts';

export interface Source {
  /** For people. */
  readonly name: string;
  readonly ofBytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Enough to see what a file is. */
const HEAD = 1_024;
const LARGEST_BUNDLE = 256_000_000;
const LARGEST_REPORT = 64_000_000;
const REPORT_DEPTH = 64;
const REPORT_VALUES = 10_000_000;
/** Of a request someone copied. */
const LONGEST_TEXT = 200_000;

/**
 * Reads what someone handed in, whatever it is, in one go and within bounds.
 * @param told after every piece
 * @throws CoreFault IMPORT_*, CANCELLED
 */
export async function readImport(
  { name, ofBytes, chunks }: Source,
  told: (progress: ReadProgress) => void,
  cancelled: () => boolean = () => false,
): Promise<ReadFile> {
  let bytes = 0;
  let calls = () => 0;
  const counted = (async function* () {
    for await (const chunk of chunks) {
      if (cancelled()) throw coreFault('CANCELLED', 'The import was stopped.');
      bytes += chunk.length;
      yield chunk;
      told({ bytes, ofBytes, calls: calls() });
    }
  })();
  const { head, all } = await peeked(counted);
  const gzip = startsWith(head, [0x1f, 0x8b]);
  const inside = gzip ? await peekUnpacked(head) : head;
  const says = new TextDecoder(encodingOf(inside)).decode(inside).trimStart();

  if (/^(age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/.test(says) || BUNDLE.test(says))
    return { kind: 'bundle', bytes: await collected(all, LARGEST_BUNDLE) };
  if (!gzip && LOOKS_LIKE_REPORT.test(says)) return reportIn(await collected(all, LARGEST_REPORT));
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]))
    throw coreFault('IMPORT_NOT_HAR', 'The file is a ZIP archive. Unpack it, and import what is in it.');
  if (!gzip && says === '' && head.length < HEAD) throw coreFault('IMPORT_NOTHING', 'The file is empty.');
  if (!gzip && !says.startsWith('{') && ofBytes <= LONGEST_TEXT)
    return textIn(await collected(all, LONGEST_TEXT));

  const reader = harReader(unpackBody);
  calls = () => reader.calls;
  const plain = inUtf8(gzip ? unpacked(all) : all, encodingOf(inside));
  for await (const chunk of plain) reader.feed(chunk);
  return chainsOf(reader.end(), name);
}

const BUNDLE = /^\{\s*"countersign"\s*:\s*"bundle"/;

function chainsOf({ exchanges, entries, notes, tool }: HarReading, name: string): ReadFile {
  const said = tool === undefined ? {} : { tool };
  const linkedUp = linkExchanges(exchanges);
  const chains = linkedUp.chains.map((linked) => {
    const place = linked[0]?.exchange.place;
    return importedChain(
      linked,
      { kind: 'har', name, ...said, ...(place === undefined ? {} : { place }) },
      { uuid: randomUUID, fingerprint },
    );
  });
  return { kind: 'har', ...said, entries, chains, notes: [...notes, ...linkedUp.notes] };
}

function reportIn(bytes: Uint8Array): ReadFile {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const { depth, values } = measureJson(encoding === 'utf-8' ? bytes : new TextEncoder().encode(text));
  if (depth > REPORT_DEPTH)
    throw coreFault('IMPORT_TOO_DEEP', 'The report is nested deeper than any report is.');
  if (values > REPORT_VALUES)
    throw coreFault('IMPORT_TOO_LARGE', 'The report holds more than 10,000,000 values.');
  return { kind: 'report', text };
}

function textIn(bytes: Uint8Array): ReadFile {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return { kind: 'text', text };
  } catch {
    // Not text at all: said below.
  }
  throw coreFault('IMPORT_NOT_JSON', 'The file is neither JSON nor text in UTF-8 or UTF-16.');
}

/** Everything once more from its first byte, after its first bytes were looked at. */
async function peeked(chunks: AsyncGenerator<Uint8Array>) {
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await chunks.next();
    if (next.done === true) break;
    // A copy: whoever reads the file uses its buffer again.
    first.push(next.value.slice());
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  const all = (async function* () {
    if (head.length > 0) yield head;
    yield* chunks;
  })();
  return { head, all };
}

async function collected(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most)
      throw coreFault(
        'IMPORT_TOO_LARGE',
        `The file is larger than the ${String(most / 1e6)} MB its kind may have.`,
      );
    parts.push(chunk.slice());
  }
  return new Uint8Array(Buffer.concat(parts));
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By its byte order mark. Windows PowerShell writes UTF-16 wherever output is redirected. */
function encodingOf(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  return startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
}

async function* inUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncIterable<Uint8Array> {
  if (encoding === 'utf-8') return yield* chunks;
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}

function startsWith(bytes: Uint8Array, signs: readonly number[]): boolean {
  return signs.every((sign, at) => bytes[at] === sign);
}
