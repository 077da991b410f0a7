import { beforeAll, describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import type { HttpOutcome, HttpRequest } from '../../cognito/http.ts';
import { copyFormats, type CopyFormat } from '../../contract/report.ts';
import { unlock } from '../../evidence/bundle/age.ts';
import { spelled } from '../../evidence/bundle/forms.ts';
import { isPacked, unpack } from '../../evidence/bundle/pack.ts';
import { exportFormats } from '../../evidence/export/formats.ts';
import { dotProgress } from '../../scenario/report/dot.ts';
import { reportFormats } from '../../scenario/report/formats.ts';
import { listProgress } from '../../scenario/report/list.ts';
import type { Progress, ProgressOut } from '../../scenario/report/progress.ts';
import type { RunSummary } from '../../scenario/report/summary.ts';
import type { ScenarioResult } from '../../scenario/result.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';
import { runScenario } from '../testing/run-scenario.ts';

/** What a profile gives: none of it may stand anywhere but in the request that goes out. */
const KEYS = {
  accessKeyId: 'AKIACANARYKEYID00042',
  secretAccessKey: 'canary/secret+key/in+use/5d2c8e7a90b1',
  sessionToken: 'canary//session+token+in/use/604817aa==',
} as const;
const PASSPHRASE = 'fixture passphrase of a bundle';

let test: DrivenHost;
let targetId = '';
let wentOut = '';
const told: unknown[] = [];
const chains = new Map<string, readonly ChainEvent[]>();

/** The service: a challenge for who signs in, a refusal that repeats the whole signed request for everything else. */
async function answer(request: HttpRequest): Promise<HttpOutcome> {
  const headers = request.headers.map(([name, value]) => `${name.toLowerCase()}:${value}`).join('\n');
  wentOut += headers;
  const begins = headers.includes('.AdminInitiateAuth');
  const refusal = {
    __type: 'InvalidSignatureException',
    message: `The Canonical String for this request should have been\n'POST\n/\n\n${headers}' for ${Object.values(KEYS).join(' ')}`,
  };
  const challenge = {
    ...{ ChallengeName: 'SMS_MFA', Session: 'session-'.repeat(20) },
    ChallengeParameters: { USER_ID_FOR_SRP: 'ann', CODE_DELIVERY_DESTINATION: '+*******0123' },
  };
  return {
    ...{ ok: true, status: begins ? 200 : 400, statusText: '', timing: { total: 5 } },
    ...{ sentHeaders: request.headers, headers: [['x-amzn-requestid', 'fixture-request-id']] },
    body: new TextEncoder().encode(JSON.stringify(begins ? challenge : refusal)),
  };
}

function found(bytes: Uint8Array | string): string[] {
  const text = Buffer.from(bytes);
  return Object.entries(KEYS).flatMap(([name, value]) =>
    spelled(value).flatMap(({ form, bytes: secret }) =>
      text.includes(Buffer.from(secret)) ? [`${name} as ${form}`] : [],
    ),
  );
}

beforeAll(async () => {
  test = await drivenHost({
    http: { send: answer },
    aws: { source: async () => ({ kind: 'keys', mfa: false }) as never, credentials: async () => KEYS },
  });
  test.host.listen((event) => told.push(event));
  await test.value('vault.retry', {});
  const saved = await test.value('target.save', {
    ...{ name: 'Staging', region: 'eu-west-1', endpoint: 'http://127.0.0.1:9/', profile: 'support' },
    ...{ userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'stagingclient', fips: false, color: 'none' },
    ...{ production: false, sessionMinutes: 3 },
  });
  targetId = saved.id;
  const inputs = { USERNAME: 'ann', PASSWORD: 'Correct-horse-1' };
  const begin = { name: 'ADMIN_USER_PASSWORD_AUTH', inputs, responses: {}, members: {} };
  const { chainId } = await test.value('chain.start', { targetId, answer: begin });
  await test.answer(chainId, { SMS_MFA_CODE: '123456' });
  const called = await test.value('service.call', {
    ...{ targetId, operation: 'AdminGetUser' },
    body: { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' },
  });
  await test.chain(called.chainId);
  for (const id of [chainId, called.chainId])
    chains.set(id, await test.value('chain.events', { chainId: id }));
});

it('the keys did sign, and the search finds them where they stand', () => {
  expect(found(wentOut)).toEqual(expect.arrayContaining(['accessKeyId as plain', 'sessionToken as plain']));
  expect(wentOut).not.toContain(KEYS.secretAccessKey);
  expect(found(Buffer.from(`before ${KEYS.secretAccessKey}`).toString('base64'))).not.toEqual([]);
});

it('no key is in a chain, the history, a file, the keychain, an event or a revealed value', async () => {
  const steps = [...chains.values()].flat().filter(({ type }) => type === 'step.ended');
  expect(steps).toHaveLength(3);
  expect(found(JSON.stringify([...chains]))).toEqual([]);
  expect(JSON.stringify([...chains])).toContain('The Canonical String for this request should have been');
  expect(found(JSON.stringify(told))).toEqual([]);
  expect(found(JSON.stringify([...test.files]))).toEqual([]);
  expect(found(JSON.stringify([...test.keychainEntries()]))).toEqual([]);
  const { found: kept } = await test.value('history.search', { query: '', most: 50 });
  expect(kept).toHaveLength(2);
  expect(found(JSON.stringify(kept))).toEqual([]);
  for (const [chainId, events] of chains) {
    for (const event of events) {
      const sides = event as Partial<
        Record<'request' | 'response', { body: { secrets: { pointer: string }[] } }>
      >;
      for (const side of ['request', 'response'] as const)
        for (const { pointer } of sides[side]?.body.secrets ?? []) {
          const stepId = 'stepId' in event ? event.stepId : '';
          const shown = await test.host.ask('secret.reveal', { chainId, stepId, side, pointer });
          expect(found(JSON.stringify(shown)), pointer).toEqual([]);
        }
    }
  }
});

it.each(Object.keys(copyFormats) as CopyFormat[])('no key is in a step copied as %s', async (format) => {
  for (const [chainId, events] of chains)
    for (const event of events)
      if (event.type === 'step.sent')
        for (const secrets of ['masked', 'revealed'] as const) {
          const given = await test.host.ask('step.copyAs', {
            ...{ chainId, format, secrets },
            stepId: event.stepId,
          });
          expect(given.ok, format).toBe(true);
          expect(test.clipboard().length).toBeGreaterThan(50);
          expect(found(JSON.stringify(given) + test.clipboard()), `${format}, ${secrets}`).toEqual([]);
        }
});

describe('no key is in an exported file', () => {
  const bytesOf = async (file: Uint8Array | undefined): Promise<Uint8Array> => {
    if (file === undefined) throw new Error('nothing was written');
    const unpacked = isPacked(file) ? await unpack(file, 1e7) : { ok: true as const, bytes: file };
    if (!unpacked.ok) throw new Error(unpacked.why);
    return unpacked.bytes;
  };
  const saved = () => [...test.saved.values()].at(-1);

  it.each(exportFormats.map(({ id }) => id))('%s, redacted', async (format) => {
    for (const chainId of chains.keys()) {
      await test.value('chain.export', { chainIds: [chainId], format, secrets: 'redacted' });
      const bytes = await bytesOf(saved());
      expect(bytes.length).toBeGreaterThan(100);
      expect(found(bytes)).toEqual([]);
      expect(
        found(JSON.stringify(await test.value('export.preview', { chainIds: [chainId], format }))),
      ).toEqual([]);
    }
  });

  it.each(exportFormats.filter(({ unredacted }) => unredacted).map(({ id }) => id))(
    '%s, with the chain’s own secrets',
    { timeout: 120_000 },
    async (format) => {
      await test.value('chain.export', {
        ...{ chainIds: [...chains.keys()], format, secrets: 'unredacted', passphrase: PASSPHRASE },
      });
      const opened = await unlock(saved() ?? new Uint8Array(), PASSPHRASE);
      const bytes = await bytesOf(opened);
      // What was typed is in it: it is the real thing.
      expect(Buffer.from(bytes).includes('Correct-horse-1')).toBe(true);
      expect(found(bytes)).toEqual([]);
    },
  );

  it.each(['graph', 'timeline', 'mermaid'] as const)('the picture %s, and the ticket', async (picture) => {
    for (const chainId of chains.keys()) {
      expect(found((await test.value('chain.picture', { chainId, picture, theme: 'dark' })).text)).toEqual(
        [],
      );
      expect(found((await test.value('chain.copyTicket', { chainId })).text)).toEqual([]);
    }
  });
});

describe('no key is in a report of a scenario', () => {
  const SCENARIO = `version: 1
name: signed
secrets: { PASSWORD: '' }
steps:
  - flow: ADMIN_USER_PASSWORD_AUTH
    with: { USERNAME: ann, PASSWORD: '\${PASSWORD}' }
    expect: { challenge: SMS_MFA }
  - answer: SMS_MFA
    with: { SMS_MFA_CODE: '123456' }
    expect: { tokens: true }
`;
  let result: ScenarioResult;
  let summary: RunSummary;

  beforeAll(async () => {
    const run = {
      target: { targetId },
      begin: 'as it is' as const,
      secrets: { PASSWORD: 'Correct-horse-1' },
    };
    result = await runScenario(SCENARIO, { on: test, ...run });
    summary = {
      ...{ version: '0.0.0', startedAt: 0, planned: 1, workers: 1, ms: 5, interrupted: false },
      counts: { total: 1, passed: 0, failed: 1, errors: 0, timedOut: 0, skipped: 0, flaky: 0 },
    };
  });

  it('which failed at what repeats the signature', () => {
    expect(result.status).toBe('failed');
    expect(JSON.stringify(result)).toContain('InvalidSignatureException');
    expect(found(JSON.stringify(result))).toEqual([]);
  });

  it.each(reportFormats.map((format) => [format.id, format] as const))('%s', (_id, format) => {
    const text = [format.head(summary), format.piece(result, 0, 1), format.tail(summary)].join('');
    expect(text).toContain('InvalidSignatureException');
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['list', listProgress],
    ['dot', dotProgress],
  ] satisfies [string, (out: ProgressOut) => Progress][])('%s', (_name, progress) => {
    let text = '';
    const plain = (given: string): string => given;
    const shown = progress({
      ...{ write: (more) => void (text += more), paint: (_style, given) => given, plain },
      columns: undefined,
    });
    shown.begin(summary);
    shown.ended(result);
    shown.end(summary);
    expect(text).toContain('InvalidSignatureException');
    expect(found(text)).toEqual([]);
  });
});
