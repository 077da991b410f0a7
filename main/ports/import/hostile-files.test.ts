import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBesidePackages } from '../../testing/build-scripts.ts';

/** What an import may take at most, beyond what its process takes anyway; a hostile file must not even come near. */
const MOST_MEGABYTES = 1_000;

let folder = '';
let built: Awaited<ReturnType<typeof buildBesidePackages>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-hostile-'));
  built = await buildBesidePackages('testing/read-once');
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await built.remove();
});

interface Outcome {
  readonly code: string;
  /** Read of the file before it was refused. */
  readonly bytes: number;
  readonly megabytes: number;
}

/** @param parts of the file, each so many times */
async function read(
  parts: readonly (readonly [text: string, times: number])[],
  packed: boolean,
): Promise<Outcome> {
  const path = join(folder, 'a.file');
  const pieces = function* () {
    for (const [text, times] of parts) {
      const many = Math.max(1, Math.floor(1_000_000 / text.length));
      const piece = Buffer.from(text.repeat(many));
      for (let left = times; left > 0; left -= many)
        yield left >= many ? piece : piece.subarray(0, left * Buffer.byteLength(text));
    }
  };
  const source = Readable.from(pieces());
  const file = createWriteStream(path);
  await (packed ? pipeline(source, createGzip({ level: 1 }), file) : pipeline(source, file));
  const { stdout } = await promisify(execFile)(process.execPath, [built.script, path], {
    // What would be more than this ends the process, and the test.
    env: { ...process.env, NODE_OPTIONS: `--max-old-space-size=${MOST_MEGABYTES}` },
  });
  return JSON.parse(stdout) as Outcome;
}

const HAR = '{"log":{"creator":{"name":"Tool"},"entries":[';
const CALL = JSON.stringify({
  startedDateTime: '2026-09-08T09:00:00.000Z',
  request: {
    url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
    headers: [{ name: 'x-amz-target', value: 'AWSCognitoIdentityProviderService.InitiateAuth' }],
    postData: { text: '{"AuthFlow":"USER_AUTH"}' },
  },
});
const WRONG = `${HAR}{"startedDateTime":"2026-09-08T09:00:00.000Z","request":{"url":"https://cognito-idp.eu-west-1.amazonaws.com/","postData":{"text":"{\\"AuthFlow\\":\\"USER_AUTH\\"}"},"headers":[`;
const BUNDLE = '{"countersign":"bundle","version":1,"made":{"at":1,"version":"1"},"redacted":true,"chains":[';
const EVENTS = `${BUNDLE}{"annotations":{"notes":"","tags":[],"ticket":"","pinned":false},"events":[`;
const REPORT = '{"countersign":"report","version":1,"results":[';
const once = (text: string) => [text, 1] as const;

describe('a hostile file', () => {
  it.each<[string, string, readonly (readonly [string, number])[]]>([
    ['a HAR nested 50 million deep', 'IMPORT_TOO_DEEP', [once(HAR), ['[', 50_000_000]]],
    ['a HAR of 10 million empty entries', 'IMPORT_NOTHING', [once(HAR), ['{},', 10_000_000], once('{}]}}')]],
    ['a HAR of 3 million numbers', 'read', [once(HAR), ['0,', 3_000_000], once('0]}}')]],
    [
      'a HAR of more calls than are read',
      'IMPORT_TOO_LARGE',
      [once(HAR), [`${CALL},`, 100_001], once('0]}}')],
    ],
    ['an entry of 5 million wrong values', 'read', [once(WRONG), ['0,', 5_000_000], once('0]}}]}}')]],
    ['an entry that does not end', 'IMPORT_CUT_OFF', [once(`${HAR}{"a":"`), ['x', 150_000_000]]],
    ['a key that does not end', 'IMPORT_CUT_OFF', [once('{"'), ['x', 150_000_000]]],
    ['a bundle nested 50 million deep', 'IMPORT_TOO_DEEP', [once(BUNDLE), ['[', 50_000_000]]],
    ['a bundle of 9 million numbers', 'BUNDLE_DAMAGED', [once(BUNDLE), ['0,', 9_000_000], once('0]}')]],
    ['a bundle of 2 million chains', 'BUNDLE_DAMAGED', [once(BUNDLE), ['{},', 2_000_000], once('{}]}')]],
    ['a bundle of 2 million events', 'IMPORT_TOO_LARGE', [once(EVENTS), ['{},', 2_000_000], once('{}]}]}')]],
    ['a bundle of more values than any', 'IMPORT_TOO_LARGE', [once(BUNDLE), ['0,', 11_000_000], once('0]}')]],
    ['a report nested 50 million deep', 'IMPORT_TOO_DEEP', [once(REPORT), ['[', 50_000_000]]],
    ['a report of 9 million numbers', 'REPORT_DAMAGED', [once(REPORT), ['0,', 9_000_000], once('0]}')]],
    ['a report of 2 million results', 'REPORT_DAMAGED', [once(REPORT), ['{},', 2_000_000], once('{}]}')]],
    ['a report that is too large', 'IMPORT_TOO_LARGE', [once(`${REPORT}"`), ['x', 65_000_000]]],
    ['anything large', 'IMPORT_NOT_JSON', [['x', 150_000_000]]],
  ])(
    '%s is refused for what it is, within bounds: %s',
    async (_what, code, parts) => {
      const outcome = await read(parts, false);
      expect(outcome).toMatchObject({ code });
      expect(outcome.megabytes).toBeLessThan(MOST_MEGABYTES);
    },
    120_000,
  );

  it.each<[string, string, readonly (readonly [string, number])[]]>([
    ['a HAR', 'IMPORT_TOO_LARGE', [once('{"log":{"a":"'), ['\0', 400_000_000]]],
    ['a bundle', 'IMPORT_TOO_LARGE', [once(`${BUNDLE}"`), ['\0', 400_000_000]]],
    ['a nested HAR', 'IMPORT_TOO_DEEP', [once(HAR), ['{"a":', 50_000_000]]],
  ])(
    'that unpacks to far more is unpacked no further than it must: %s, %s',
    async (_what, code, parts) => {
      const outcome = await read(parts, true);
      expect(outcome).toMatchObject({ code });
      expect(outcome.megabytes).toBeLessThan(MOST_MEGABYTES / 2);
    },
    120_000,
  );

  it('is left as soon as it is known for what it is', async () => {
    const deep = await read([once(HAR), ['[', 50_000_000]], false);
    expect(deep.bytes).toBeLessThan(5_000_000);
    const large = await read([once(`${REPORT}"`), ['x', 100_000_000]], false);
    expect(large.bytes).toBeLessThan(70_000_000);
  }, 120_000);
});
