import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Dovecot, startDovecot } from '../../../scripts/test/dovecot.mjs';
import { startCognito } from '../../library/start-cognito.ts';
import type { CognitoSandbox, Message } from '../../library/testing-types.d.ts';
import { selfSigned } from '../../ports/testing/self-signed.ts';
import { builtSandbox } from '../../testing/built-sandbox.ts';
import { shell, type Shell } from '../evidence/testing/typed.ts';

// A service that sends codes elsewhere: what the sandbox sends is put into a mail box and shown over HTTP.

let pool: CognitoSandbox;
let mails: Dovecot;
let http: Server;
let inbox = '';
let at: Shell;
const key = 'fixture-key-of-the-inbox';

beforeAll(async () => {
  pool = await startCognito({}, builtSandbox().script);
  mails = await startDovecot(selfSigned());
  http = createServer((request, response) => {
    if (request.headers['x-key'] !== key) return void response.writeHead(401).end();
    void pool
      .messages()
      .then((messages) => response.end(JSON.stringify({ messages: messages.map(asMailpit).toReversed() })));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  inbox = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/api/v1/messages`;
  at = shell(builtSandbox().script);
}, 60_000);
beforeEach(() => pool.reset());
afterAll(async () => {
  await pool.stop();
  await mails.remove();
  await new Promise((resolve) => http.close(resolve));
  at.remove();
});

const asMailpit = ({ text, at: created }: Message, index: number) => ({
  ID: index,
  Snippet: text,
  Created: created,
});

async function ran(name: string, user: string, challenge: string, field: string, codes: string) {
  const file = at.path(`${name}.yaml`);
  writeFileSync(
    file,
    `version: 1
name: ${name}
secrets:
  password:
  key:
  seed:
  box:
codes:
  it: ${codes}
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ${user} }
  - answer: PASSWORD_VERIFIER
    with: { PASSWORD: '\${password}' }
    expect: { challenge: ${challenge} }
  - answer: ${challenge}
    with: { ${field}: '\${code.it}' }
    expect: { tokens: true, check: "step !== undefined" }
`,
  );
  const { clientId, userPoolId, password, totpSecret = '' } = pool.user(user);
  const report = at.path(`${name}.json`);
  const { code, out, err } = await at.type([
    ...['run', file, '--endpoint', pool.endpoint, '--client-id', clientId, '--user-pool-id', userPoolId],
    ...[
      '--secret',
      `password=${password}`,
      '--secret',
      `key=${key}`,
      '--secret',
      `seed=${totpSecret}`,
      '--secret',
      `box=${mails.password}`,
    ],
    ...['--reporter', 'list', '--reporter', `json:${report}`, '--debug'],
  ]);
  return { code, said: out + err + readFileSync(report, 'utf8') };
}

const cy = ['cy', 'SMS_MFA', 'SMS_MFA_CODE'] as const;

it('an HTTP inbox, twice: never the code from before', async () => {
  const source = `{ http: '${inbox}', path: '$.messages[0].Snippet', headers: { X-Key: '\${key}' }, within: 10s }`;
  for (const time of ['first', 'second']) {
    const { code, said } = await ran(`http-${time}`, ...cy, source);
    expect(said).toContain('1 passed');
    expect(code).toBe(0);
    for (const { code: sent } of await pool.messages('cy')) expect(said).not.toContain(sent);
    expect(said).not.toContain(key);
  }
});

it('a mail box', async () => {
  const seen = new Set<string>();
  const posting = setInterval(() => {
    void pool.messages().then((messages) => {
      for (const { code, text } of messages) {
        if (!seen.has(code))
          mails.deliver(`To: ann@example.com\nSubject: Your code\n\n${text}\n`, new Date());
        seen.add(code);
      }
    });
  }, 100);
  const { port, user } = mails;
  const source = `{ imap: { host: 127.0.0.1, port: ${String(port)}, secure: false, user: ${user}, password: '\${box}' } }`;
  const { code, said } = await ran('imap', ...cy, source);
  clearInterval(posting);
  expect({ code, said }).toMatchObject({ code: 0 });
});

it('a program', async () => {
  const script = `fetch('${inbox}', { headers: { 'x-key': process.argv[1] } }).then((r) => r.json()).then((all) => console.log(all.messages[0]?.Snippet ?? ''))`;
  const source = JSON.stringify({ command: [process.execPath, '-e', script, '${key}'] });
  const { code, said } = await ran('program', ...cy, source);
  expect({ code, said }).toMatchObject({ code: 0 });
});

it('a TOTP seed', async () => {
  const { code, said } = await ran(
    'totp',
    'ann',
    'SOFTWARE_TOKEN_MFA',
    'SOFTWARE_TOKEN_MFA_CODE',
    `{ totp: '\${seed}' }`,
  );
  expect({ code, said }).toMatchObject({ code: 0 });
  expect(said).not.toContain(pool.user('ann').totpSecret);
});

it('says which inbox brought none, and why', async () => {
  const source = `{ http: '${inbox}', path: '$.messages[0].Snippet', within: 1s }`;
  const { code, said } = await ran('locked', ...cy, source);
  expect(code).not.toBe(0);
  expect(said).toContain('answers 401');
});
