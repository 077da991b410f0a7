import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioSource } from '@core/scenario/case.ts';
import { casesOf } from '@core/scenario/cases.ts';
import { k6Script } from '@core/scenario/export/k6.ts';
import { readScenario } from '@core/scenario/read.ts';
import { buildK6Runtime } from '../../scripts/build/k6-runtime.mjs';
import { seededIn, useRunningSandbox } from '../testing/running-sandbox.ts';
import { loadScript, type WireRequest } from './testing/bare-engine.ts';
import { CLIENT_SECRET, ENV, type Exchange, ours } from './testing/our-wire.ts';

let runtime = '';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-k6-'));
  await buildK6Runtime(folder);
  runtime = await readFile(join(folder, 'k6-runtime.js'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function sourceOf(text: string): ScenarioSource {
  const { source, faults } = readScenario(text, 'load.yaml');
  if (source === undefined) throw new Error(JSON.stringify(faults));
  return source;
}

const rowsOf = (text: string) => casesOf(sourceOf(text)).cases.map(({ row }) => row);

function scriptOf(text: string): string {
  return k6Script({ source: sourceOf(text), rows: rowsOf(text), runtime });
}

/** Password by SRP with a client secret, a wrong code, the right one, then operations and bends. */
const ANN = `version: 1
name: ann by SRP and TOTP
target: { sandbox: 7d1s5g8j3w0e6r9y2u4i1o5p8a }
secrets: { password: env:ANN_PASSWORD, seed: env:ANN_SEED }
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann, PASSWORD: '\${password}' }
    members: { ClientMetadata: { reason: Grüße 🐎 } }
    expect: { challenge: PASSWORD_VERIFIER }
  - answer: PASSWORD_VERIFIER
    headers: { X-Test: one, Content-Type: application/json }
    expect: { challenge: SOFTWARE_TOKEN_MFA }
  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: { wrong: '000000' } }
    expect: { error: CodeMismatchException }
  - answer: SOFTWARE_TOKEN_MFA
    with: { TOTP_SECRET: '\${seed}' }
    expect: { tokens: true }
  - operate: GetUser
  - operate: RevokeToken
`;
/** A device is confirmed, and takes the code's place the next time. */
const ADA = `version: 1
name: ada and her device
target: { sandbox: 3v7b1n5m9k2j6h0g4f8d1s5a9p }
secrets: { password: env:ANN_PASSWORD, seed: env:ADA_SEED }
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ada, PASSWORD: '\${password}' }
  - answer: PASSWORD_VERIFIER
  - answer: SOFTWARE_TOKEN_MFA
    with: { TOTP_SECRET: '\${seed}' }
    expect: { tokens: true }
  - operate: ConfirmDevice
  - flow: USER_SRP_AUTH
    with: { USERNAME: ada, PASSWORD: '\${password}' }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: DEVICE_SRP_AUTH }
  - answer: DEVICE_SRP_AUTH
  - answer: DEVICE_PASSWORD_VERIFIER
    expect: { tokens: true }
`;
/** An authenticator is set up on the way: its operations run by themselves. */
const GUS = `version: 1
name: gus sets up an authenticator
target: { sandbox: 1q9w3e7r5t2y6u8i0o4p1a3s7d }
secrets: { password: env:ANN_PASSWORD }
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: gus, PASSWORD: '\${password}' }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: MFA_SETUP }
  - answer: MFA_SETUP
    expect: { tokens: true }
`;
/** A refresh takes what the sign-in brought. */
const BOB = `version: 1
name: bob refreshes
target: { sandbox: 4k2p7v9m1x6c8b3n5q0z2l7t4h }
secrets: { password: env:ANN_PASSWORD }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob, PASSWORD: '\${password}' }
    expect: { tokens: true, claims: { access: { username: bob } } }
    capture: { refresh: /AuthenticationResult/RefreshToken }
  - flow: REFRESH_TOKEN_AUTH
    expect: { tokens: true, absent: ['\${refresh}'] }
  - operate: GlobalSignOut
  - flow: REFRESH_TOKEN_AUTH
    with: { REFRESH_TOKEN: '\${refresh}' }
    expect: { error: NotAuthorizedException, message: { contains: revoked } }
`;
/** Everything that bends: wrong on purpose, names in headers and in the challenge, what was sent, a client's secret by name. */
const KAY = `version: 1
name: ann, bent
target: { endpoint: 'http://127.0.0.1:9', clientId: 7d1s5g8j3w0e6r9y2u4i1o5p8a, clientSecret: '\${client}' }
variables: { trace: one }
secrets: { password: env:ANN_PASSWORD, seed: env:ANN_SEED, client: env:OF_CLIENT }
matrix: { rows: [{ factor: SOFTWARE_TOKEN_MFA, why: load }] }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann, PASSWORD: '\${password}' }
    responses: { PASSWORD: { wrong: Not-the-right-1 } }
    headers: { X-Trace: '\${trace}' }
    expect: { error: NotAuthorizedException }
  - flow: USER_PASSWORD_AUTH
    members: { AuthParameters: { USERNAME: ann, PASSWORD: { wrong: Not-the-right-1 } } }
    expect: { error: NotAuthorizedException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann, PASSWORD: '\${password}' }
    members: { ClientMetadata: { reason: '\${why} \${trace}' } }
    headers: { X-Trace: 'of \${trace}', Accept: null }
    expect: { challenge: '\${factor}' }
    capture: { sent: request:/AuthParameters/USERNAME, host: 'header:x-amzn-requestid' }
  - answer: '\${factor}'
    with: { SOFTWARE_TOKEN_MFA_CODE: { wrong: '000000' } }
    members: { Session: { wrong: AAAAAAAAAAAAAAAAAAAAAAAA } }
    headers: { X-Sent: '\${sent} \${host}' }
    expect: { error: NotAuthorizedException }
  - answer: '\${factor}'
    with: { TOTP_SECRET: '\${seed}' }
    expect: { tokens: true }
    capture: { access: /AuthenticationResult/AccessToken }
  - operate: GetUser
    with: { AccessToken: '\${access}' }
`;
const idOf = (text: string) => /(?:sandbox|clientId): (\w+)/.exec(text)?.[1] ?? '';

describe('the wire of a k6 script', () => {
  it.each([
    ['SRP, a client secret, TOTP, operations and bends', ANN, { CLIENT_SECRET }],
    ['a device', ADA, {}],
    ['an authenticator set up on the way', GUS, {}],
    ['a password, refreshes and captures', BOB, {}],
    ['all that a file bends and names', KAY, { OF_CLIENT: CLIENT_SECRET }],
  ])('equals ours byte by byte: %s', async (_, text, more: Record<string, string>) => {
    const { result, exchanges, drawn, now } = await ours(text, rowsOf(text)[0]);
    expect(result).toMatchObject({ status: 'passed' });
    expect(exchanges.length).toBeGreaterThan(3);
    const sent: WireRequest[] = [];
    const pool = poolOf(exchanges);
    const { iteration, checks } = loadScript(scriptOf(text), {
      env: { ...ENV, ...more, ENDPOINT: 'http://127.0.0.1:9', CLIENT_ID: idOf(text), USER_POOL_ID: pool },
      now: () => now,
      randomBytes(count) {
        const at = drawn.findIndex(({ length }) => length === count);
        const [made] = at < 0 ? [] : drawn.splice(at, 1);
        if (made === undefined) throw new Error(`ours drew no ${String(count)} bytes`);
        return made;
      },
      async send(request) {
        sent.push(request);
        const { response } = exchanges[sent.length - 1] ?? {};
        if (response === undefined) throw new Error('ours sent no more');
        return response;
      },
    });
    await iteration();
    expect(sent).toEqual(exchanges.map(({ request }) => request));
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  });
});

/** The pool of the access token that came. */
function poolOf(exchanges: readonly Exchange[]): string {
  const token = exchanges
    .map(({ response }) => /"AccessToken":"[^.]+\.([^.]+)/.exec(response.body)?.[1])
    .find(Boolean);
  const { iss } = JSON.parse(Buffer.from(token ?? '', 'base64url').toString()) as { iss: string };
  return iss.split('/').at(-1) ?? '';
}

describe('what no script does', () => {
  const head = 'version: 1\nname: x\nsteps:\n  - flow: USER_AUTH\n    with: { USERNAME: ann }\n';
  it.each([
    [
      "  - answer: '${factor}'\nmatrix: { rows: [{ factor: PASSWORD }, { factor: WEB_AUTHN }] }\n",
      /Step 2, line 6, signs with a passkey/,
    ],
    ['  - operate: SignUp\n    with: { Username: zed }\n', /Step 2, line 6, calls SignUp/],
    [
      "  - operate: RevokeToken\n    with: { Token: '${t}' }\nsecrets: { t: }\n",
      /Step 2, line 6, gives RevokeToken its Token/,
    ],
  ])('is refused with its line: %j', (step, why) => {
    expect(() => scriptOf(head + step)).toThrow(
      expect.objectContaining({ detail: expect.stringMatching(why) as string }) as Error,
    );
  });
});

describe('the bundled core', () => {
  it('names nothing but k6’s own modules', () => {
    const from = [...runtime.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name);
    expect(from.toSorted()).toEqual(['k6', 'k6/crypto', 'k6/encoding', 'k6/execution', 'k6/http']);
    expect(runtime).not.toMatch(/"node:|^(?!\s*(\/\*|\*)).*\b(import|require)\(/m);
  });

  // Its regular expressions know neither; one that can't be read stops the script before it begins.
  it('has no named group and no Unicode property', () => {
    expect(runtime.match(/\(\?<[A-Za-z].*|\\p\{.*/)).toBeNull();
  });
});

describe('a k6 script', () => {
  const sandbox = useRunningSandbox();

  async function run(text: string, username: string, more: Record<string, string> = {}) {
    const { info } = sandbox();
    const { userPoolId } = seededIn(info, username);
    const loaded = loadScript(scriptOf(text), {
      env: { ...ENV, ENDPOINT: info.endpoint, CLIENT_ID: idOf(text), USER_POOL_ID: userPoolId, ...more },
      async send({ method, url, headers, body }) {
        const response = await fetch(url, { method, headers, body });
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        };
      },
    });
    await loaded.iteration();
    return loaded;
  }

  it.each([
    ['ann', ANN, { CLIENT_SECRET }],
    ['ada', ADA, {}],
    ['gus', GUS, {}],
    ['bob', BOB, {}],
  ])('goes through on the real sandbox: %s', async (username, text, more) => {
    const { checks } = await run(text, username, more);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks.at(-1)?.step).toMatch(/^0[3468]-/);
  });

  it('counts the check that fails, under its step, and ends there', async () => {
    const { checks } = await run(ANN, 'ann', { CLIENT_SECRET, ANN_PASSWORD: 'Another-horse-1' });
    expect(checks).toEqual([
      { name: '01-USER_SRP_AUTH: challenge', passed: true, step: '01-USER_SRP_AUTH' },
      { name: '02-PASSWORD_VERIFIER: challenge', passed: false, step: '02-PASSWORD_VERIFIER' },
    ]);
  });

  it('has thresholds for every step, and says what it needs', async () => {
    const { options } = await run(ANN, 'ann', { CLIENT_SECRET });
    expect(options.thresholds).toMatchObject({
      checks: ['rate>0.99'],
      'http_req_duration{step:01-USER_SRP_AUTH}': ['p(95)<2000'],
      'checks{step:04-SOFTWARE_TOKEN_MFA}': ['rate>0.99'],
    });
    const script = scriptOf(ANN);
    expect(script).toContain(
      '-e ENDPOINT=… -e CLIENT_ID=… -e USER_POOL_ID=… -e ANN_PASSWORD=… -e ANN_SEED=…',
    );
    expect(() => loadScript(script, { env: {}, send: () => Promise.reject(new Error('none')) })).toThrow(
      'This scenario names no target.',
    );
    expect(scriptOf(KAY)).toContain('-e ANN_PASSWORD=… -e ANN_SEED=… -e OF_CLIENT=…');
    expect(script).not.toContain(ENV.ANN_PASSWORD);
  });
});
