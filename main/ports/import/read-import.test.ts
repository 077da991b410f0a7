import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf } from '@core/chain/model.ts';
import { isFault } from '@core/form/form.ts';
import type { ReadFile } from '@core/evidence/importing.ts';
import { readImport } from './read-import.ts';

/** As a reader of files gives it: one buffer for all pieces. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
    buffer.fill(0x7f);
    await Promise.resolve();
  }
}

function read(content: string | Uint8Array, size = 100_000): Promise<ReadFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return readImport({ name: 'a.har', ofBytes: bytes.length, chunks: pieces(bytes, size) }, () => undefined);
}

async function codeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'none';
  } catch (error) {
    if (isFault(error)) return error.code;
    throw error;
  }
}

const entry = (more: object = {}) => ({
  startedDateTime: '2026-09-08T09:00:00.000Z',
  time: 80,
  request: {
    method: 'POST',
    url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
    headers: [{ name: 'x-amz-target', value: 'AWSCognitoIdentityProviderService.InitiateAuth' }],
    postData: {
      text: JSON.stringify({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: 'c',
        AuthParameters: { USERNAME: 'ann' },
      }),
    },
  },
  response: { status: 200, headers: [], content: { text: '{"ChallengeName":"SMS_MFA","Session":"s"}' } },
  ...more,
});
const har = (entries: unknown) => JSON.stringify({ log: { creator: { name: 'Tool' }, entries } });

async function steps(content: string | Uint8Array, size?: number) {
  const file = await read(content, size);
  if (file.kind !== 'har') throw new Error(file.kind);
  return { ...file, steps: file.chains.flatMap(({ events }) => chainOf(events)?.steps ?? []) };
}

it('says that a sign-in came in pieces, and leaves nothing of it out', async () => {
  const headers = [{ name: 'x-amz-target', value: 'AWSCognitoIdentityProviderService.GetUser' }];
  const request = { ...entry().request, headers, postData: { text: '{"AccessToken":"one-token-for-all"}' } };
  const {
    chains,
    notes,
    steps: all,
  } = await steps(har(Array.from({ length: 501 }, () => entry({ request }))));
  expect([chains.length, all.length]).toEqual([2, 501]);
  expect(notes).toEqual([
    {
      code: 'IMPORT_IN_PIECES',
      detail:
        'The sign-in that begins at entry 1 has 501 calls. They came as 2 chains of at most 500 steps; none was left out.',
    },
  ]);
});

describe('what a file is', () => {
  it('is told by its content, not by its name', async () => {
    expect((await read(har([entry()]))).kind).toBe('har');
    expect((await read(gzipSync(har([entry()])), 20)).kind).toBe('har');
    expect((await read(Buffer.from(`\ufeff${har([entry()])}`, 'utf16le'), 33)).kind).toBe('har');
    expect((await read(Buffer.from(`\ufeff${har([entry()])}`))).kind).toBe('har');
    expect((await read(gzipSync('{"countersign":"bundle","version":1}'))).kind).toBe('bundle');
    expect((await read('age-encryption.org/v1\n-> scrypt')).kind).toBe('bundle');
    expect(await read("curl 'https://cognito-idp.eu-west-1.amazonaws.com/'")).toMatchObject({ kind: 'text' });
  });

  it('gives a bundle back as it lies on the disk', async () => {
    const bytes = gzipSync(`{"countersign":"bundle","x":"${randomBytes(50_000).toString('hex')}"}`);
    const file = await read(bytes, 700);
    expect(file.kind === 'bundle' && Buffer.from(file.bytes).equals(bytes)).toBe(true);
  });

  it.each([
    ['an empty file', '', 'IMPORT_NOTHING'],
    ['a picture', randomBytes(50), 'IMPORT_NOT_JSON'],
    ['a large file of anything', 'x'.repeat(300_000), 'IMPORT_NOT_JSON'],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(2_000)]), 'IMPORT_NOT_HAR'],
    ['other JSON', '{"name":"countersign"}', 'IMPORT_NOT_HAR'],
    [
      'a HAR without Cognito',
      har([entry({ request: { method: 'GET', url: 'https://a.example/' } })]),
      'IMPORT_NOTHING',
    ],
    ['half a HAR', har([entry(), entry()]).slice(0, -30), 'IMPORT_CUT_OFF'],
    ['half a packed HAR', gzipSync(har(randomEntries())).subarray(0, 3_000), 'IMPORT_CUT_OFF'],
    ['a packed HAR with a damaged byte', damaged(gzipSync(har(randomEntries()))), 'IMPORT_NOT_JSON'],
    ['deep nesting', `{"log":{"entries":[${'{"a":'.repeat(200_000)}`, 'IMPORT_TOO_DEEP'],
    ['deep nesting, packed', gzipSync(`{"log":{"entries":[${'['.repeat(5_000_000)}`), 'IMPORT_TOO_DEEP'],
    [
      'a bomb of zeros',
      gzipSync(Buffer.concat([Buffer.from('{"log":{"a":"'), Buffer.alloc(60_000_000)])),
      'IMPORT_TOO_LARGE',
    ],
    ['entries that are none', har({ 0: entry() }), 'IMPORT_NOT_HAR'],
  ])('%s is refused: %j', async (what, content, code) => {
    void what;
    expect(await codeOf(read(content as string | Uint8Array))).toBe(code);
  });
});

describe('entries', () => {
  it('of wrong types are left out, and said', async () => {
    const broken = [
      1,
      null,
      entry({ startedDateTime: 12 }),
      entry({ request: { ...entry().request, postData: { text: `{"a":${'['.repeat(100)}` } } }),
      entry({ response: { status: 200, content: { text: 'x'.repeat(1_000_001) } } }),
    ];
    const file = await steps(har([...broken, entry()]));
    expect(file.steps).toHaveLength(1);
    expect(file.notes).toHaveLength(5);
    for (const { code } of file.notes) expect(code).toBe('IMPORT_ENTRY_UNREADABLE');
  });

  it('never break an import, whatever their parts are', async () => {
    const parts = fc.constantFrom('startedDateTime', 'time', 'timings', 'request', 'response');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(parts, fc.jsonValue()), async (more) => {
        expect(await codeOf(read(har([entry(more), entry()])))).toBe('none');
      }),
      { numRuns: 200 },
    );
  });

  it('without an answer are steps with a hole', async () => {
    const blocked = entry({ response: { status: 0, content: {} } });
    const forgotten = entry({ response: { status: 200, headers: [], content: { size: 700 } } });
    const unsent = entry({ request: { ...entry().request, postData: undefined } });
    const file = await steps(har([blocked, forgotten, unsent]));
    expect(file.steps.map(({ holes }) => holes.map(({ kind }) => kind))).toEqual([
      ['response'],
      ['response'],
      ['request'],
    ]);
    expect(file.steps[0]?.outcome).toMatchObject({ kind: 'failure', code: 'NOT_RECORDED' });
  });

  it('hold bodies in Base64, packed or not, said or not', async () => {
    const text = entry().request.postData.text;
    const packed = gzipSync(text).toString('base64');
    const plain = Buffer.from(text).toString('base64');
    const post = (postData: object) => entry({ request: { ...entry().request, postData } });
    const file = await steps(
      har([
        post({ text: plain }),
        post({ text: plain, encoding: 'base64' }),
        post({ text: packed, encoding: 'base64' }),
      ]),
    );
    for (const { answers } of file.steps) expect(answers).toBe('USER_PASSWORD_AUTH');
    expect(file.steps).toHaveLength(3);
  });

  it('that unpack to more than any body are not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000)).toString('base64');
    const file = await steps(
      har([entry({ response: { status: 200, headers: [], content: { text: bomb, encoding: 'base64' } } })]),
    );
    expect(file.steps.length + file.notes.length).toBe(1);
  });

  it('keep script as text', async () => {
    const script = '<img src=x onerror=alert(1)>"><script>alert(1)</script>';
    const { chains } = await steps(
      har([
        entry({
          request: {
            ...entry().request,
            postData: { text: JSON.stringify({ AuthFlow: script, AuthParameters: { USERNAME: script } }) },
          },
        }),
      ]),
    );
    expect(chainOf(chains[0]?.events ?? [])).toMatchObject({ username: script, flow: script });
  });

  it('are read alike in pieces of any size', async () => {
    const content = gzipSync(har(randomEntries()));
    const whole = await steps(content);
    expect(whole.steps.length).toBeGreaterThan(20);
    for (const size of [1_000, 4_096, 65_536])
      expect((await steps(content, size)).steps.map(({ request }) => request.body.text)).toEqual(
        whole.steps.map(({ request }) => request.body.text),
      );
  });
});

describe('an import', () => {
  it('tells how far it is, and stops when it is told to', async () => {
    const bytes = Buffer.from(har(Array.from({ length: 400 }, () => entry())));
    const told: number[] = [];
    const source = { name: 'a', ofBytes: bytes.length, chunks: pieces(bytes, 10_000) };
    const code = await codeOf(
      readImport(
        source,
        ({ bytes: read }) => told.push(read),
        () => told.length === 3,
      ),
    );
    expect(code).toBe('CANCELLED');
    expect(told).toEqual([10_000, 20_000, 30_000]);
  });
});

/** Enough that its packed form has many blocks. */
function randomEntries() {
  return Array.from({ length: 30 }, () => ({ ...entry(), _id: randomBytes(3_000).toString('base64') }));
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 20_000, 20_200);
  return copy;
}
