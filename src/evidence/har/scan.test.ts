import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../form/form.ts';
import { finder } from './find-bytes.ts';
import { harScanner, type HarLimits } from './scan.ts';

const LIMITS: HarLimits = { entryBytes: 1_000_000, depth: 64 };

/** What the scanner tells of a text that comes in pieces of `size` bytes. */
function scan(text: string | Uint8Array, size = 7, limits = LIMITS) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const entries: string[] = [];
  const tools: string[] = [];
  const unreadable: string[] = [];
  const scanner = harScanner(
    {
      entry: (entry) => entries.push(new TextDecoder().decode(entry)),
      tool: (tool) => tools.push(new TextDecoder().decode(tool)),
      unreadable: (why, index) => unreadable.push(`${why} ${String(index)}`),
    },
    limits,
  );
  // One buffer for all pieces, as a reader of files has it.
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    scanner.feed(buffer.subarray(0, piece.length));
  }
  scanner.end();
  return { entries, tools, unreadable, count: scanner.entries };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isFault(error)) return error.code;
    throw error;
  }
  return 'none';
}

describe('harScanner', () => {
  it('cuts out every entry of any HAR, in pieces of any size, as a parser sees them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 })), {
          maxLength: 5,
        }),
        fc.jsonValue({ maxDepth: 3 }),
        fc.boolean(),
        fc.constantFrom(undefined, 1, '\t'),
        fc.integer({ min: 1, max: 200 }),
        (entries, other, first, indent, size) => {
          const log = first
            ? { creator: { name: 'a' }, entries, other }
            : { 'lo"g\\': other, entries, browser: { name: 'b' } };
          const text = JSON.stringify({ before: other, log, after: [other] }, null, indent);
          const told = scan(text, size);
          expect(told.entries.map((entry) => JSON.parse(entry) as unknown)).toEqual(
            JSON.parse(JSON.stringify(entries)),
          );
          expect(told.tools.map((tool) => JSON.parse(tool) as unknown)).toEqual([
            { name: first ? 'a' : 'b' },
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the end of long strings with backslashes wherever a piece ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('\\', '"', 'a'.repeat(60), '{', ']', 'é'), { maxLength: 12 }),
        fc.integer({ min: 1, max: 130 }),
        (parts, size) => {
          const entry = { text: parts.join(''), more: 1 };
          expect(scan(JSON.stringify({ log: { entries: [entry, entry] } }), size).entries).toEqual([
            JSON.stringify(entry),
            JSON.stringify(entry),
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says of every beginning of a file that it is cut off', () => {
    const text = JSON.stringify({ log: { creator: {}, entries: [{ a: 'b\\' }, { c: [1] }] } });
    for (let length = 1; length < text.length; length += 1)
      expect(codeOf(() => scan(text.slice(0, length)))).toBe('IMPORT_CUT_OFF');
  });

  it.each([
    ['', 'IMPORT_NOT_JSON'],
    ['hello', 'IMPORT_NOT_JSON'],
    ['[]', 'IMPORT_NOT_JSON'],
    ['{"log":{"entries":[}]}}', 'IMPORT_NOT_JSON'],
    ['{"log":{"entries":[{} {}]}}', 'IMPORT_NOT_JSON'],
    ['{"log":{"entries":[]}} more', 'IMPORT_NOT_JSON'],
    ['{log:{}}', 'IMPORT_NOT_JSON'],
    ['{}', 'IMPORT_NOT_HAR'],
    ['{"log":[]}', 'IMPORT_NOT_HAR'],
    ['{"log":{"entries":{}}}', 'IMPORT_NOT_HAR'],
    ['{"entries":[]}', 'IMPORT_NOT_HAR'],
    [`{"log":{"entries":[{"a":${'['.repeat(100_000)}`, 'IMPORT_TOO_DEEP'],
    [`{"x":${'{"a":'.repeat(100)}`, 'IMPORT_TOO_DEEP'],
  ])('%j: %s', (text, code) => {
    expect(codeOf(() => scan(text))).toBe(code);
  });

  it('passes over entries that are none, and over those that are too long, and keeps nothing of them', () => {
    const text = JSON.stringify({ log: { entries: [1, 'x', null, [{}], { a: 'x'.repeat(200) }, { b: 1 }] } });
    expect(scan(text, 16, { ...LIMITS, entryBytes: 100 })).toMatchObject({
      entries: ['{"b":1}'],
      unreadable: ['type 0', 'type 1', 'type 2', 'type 3', 'long 4'],
      count: 6,
    });
  });

  it('never fails in another way, whatever the bytes are', () => {
    const some = new TextEncoder().encode('{"log":{"entries":[{"a":"\\""}]}}');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(some.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        (changes, size) => {
          const bytes = some.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          expect(codeOf(() => scan(bytes, size))).toMatch(/^(none|IMPORT_\w+)$/);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('finder', () => {
  it('finds what indexOf finds', () => {
    const unit = fc.constantFrom('a', 'b', 'A');
    fc.assert(
      fc.property(
        fc.string({ unit, minLength: 1, maxLength: 4 }),
        fc.string({ unit, maxLength: 60 }),
        (needle, hay) => {
          expect(finder(needle)(new TextEncoder().encode(hay))).toBe(hay.includes(needle));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
