import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { FaultMatrix } from '@core/scenario/fault-matrix/fault-matrix.ts';
import { EXIT } from '../exit-codes.ts';
import { sandboxShell } from './testing/sandbox-shell.ts';

const at = sandboxShell();
const { file } = at;
const matrixIn = (text: string) => JSON.parse(text) as FaultMatrix;
const patience = { timeout: 240_000 };

const ELI = `version: 1
name: eli
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: eli }
    expect: { challenge: NEW_PASSWORD_REQUIRED }
  - answer: NEW_PASSWORD_REQUIRED
    with: { NEW_PASSWORD: { wrong: short } }
    expect: { error: InvalidPasswordException }
  - answer: NEW_PASSWORD_REQUIRED
    with: { NEW_PASSWORD: '\${NEW}' }
`;

describe('countersign matrix', () => {
  it('breaks every answer of a scenario, also one that changes the user for good', patience, async () => {
    const eli = file('eli.yaml', ELI.replace('steps:', 'variables: { NEW: { generate: password } }\nsteps:'));
    const html = at.path('out/matrix.html');
    const json = at.path('out/matrix.json');
    const typed = ['matrix', eli, '--reporter', 'table', '--reporter', `html:${html}`];
    const { code, out, err } = await at.type([...typed, '--reporter', `json:${json}`]);
    expect(err).toBe(`Written: ${html}, ${json}\n`);
    expect(code).toBe(EXIT.ok.code);
    const { steps, counts } = matrixIn(readFileSync(json, 'utf8'));
    expect(steps).toMatchObject([
      { index: 0, line: 5, name: 'USER_PASSWORD_AUTH', username: 'eli', target: expect.any(String) },
      { index: 2, line: 11, name: 'NEW_PASSWORD_REQUIRED', username: 'eli' },
    ]);
    expect(counts).toMatchObject({ other: 0, accepted: 0, unrun: 0, broken: 0 });
    expect(counts.expected).toBe(counts.total);
    for (const { results } of steps) expect(results.length).toBeGreaterThan(5);
    expect(out).toMatch(/^USER_PASSWORD_AUTH\neli · .*\n/);
    expect(out).toContain(`${String(counts.total)} of ${String(counts.total)} as expected\n`);
    expect(readFileSync(html, 'utf8')).toContain('No fault came out otherwise than expected');
  });

  it('studies users of a seed that a scenario brings along', patience, async () => {
    const own = file(
      'own.yaml',
      `version: 1
name: own
seed:
  pools:
    - Id: eu-west-1_Own000001
      PoolName: own
      Clients: [{ ClientId: 1example00000000000000own1, ClientName: web, ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH] }]
      Users: [{ Username: zoe, Password: '\${PASS}' }]
variables: { PASS: { generate: password } }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: zoe, PASSWORD: '\${PASS}' }
    expect: { tokens: true }
`,
    );
    const { code, out } = await at.type(['matrix', own]);
    expect(out).toMatch(/^USER_PASSWORD_AUTH\nown · zoe · .*own/);
    expect(out).toMatch(/\n(\d+) of \1 as expected\n/);
    expect(code).toBe(EXIT.ok.code);
  });

  it('takes the shipped scenario of a challenge', patience, async () => {
    const { code, out } = await at.type([
      'matrix',
      ...['--challenge', 'SOFTWARE_TOKEN_MFA'],
      ...['--reporter', 'json'],
    ]);
    expect(code).toBe(EXIT.ok.code);
    const { steps } = matrixIn(out);
    expect(new Set(steps.map(({ name }) => name))).toEqual(new Set(['SOFTWARE_TOKEN_MFA']));
    expect(steps[0]?.results.map(({ fault }) => fault)).toContain('code-off-by-one');
    const none = await at.type(['matrix', '--challenge', 'NO_SUCH_CHALLENGE']);
    expect(none).toMatchObject({
      code: EXIT.usage.code,
      err: 'No shipped scenario answers NO_SUCH_CHALLENGE.\n',
    });
  });

  it('ends with 1 where a service takes what has to be refused', patience, async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
      response.end(
        '{"AuthenticationResult":{"AccessToken":"a.b.c","IdToken":"a.b.c","RefreshToken":"d","ExpiresIn":3600,"TokenType":"Bearer"},"ChallengeParameters":{}}',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const bob = file(
      'bob.yaml',
      'version: 1\nname: bob\nsteps:\n  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: bob }\n',
    );
    const there = ['--endpoint', `http://127.0.0.1:${String(port)}`, '--client-id', 'lax'];
    const secret = ['--secret', 'PASSWORD=Hidden-horse-79'];
    const table = await at.type(['matrix', bob, ...there, ...secret]);
    const html = await at.type(['matrix', bob, ...there, ...secret, '--reporter', 'html']);
    server.close();
    expect(table.code).toBe(EXIT.unfinished.code);
    expect(table.out).toMatch(
      /! .+ ACCEPTED {2}accepted\n {8}expected {2}\w+Exception.*\n {8}got {7}ACCEPTED: tokens\n/,
    );
    expect(html.code).toBe(EXIT.unfinished.code);
    expect(html.out).toMatch(/<h1>\d+ of \d+ faults came out otherwise<\/h1>/);
    expect(table.out + table.err + html.out).not.toContain('Hidden-horse-79');
  });

  it('says what it can’t study', patience, async () => {
    const broken = await at.type(['matrix', file('bad.yaml', 'version: 1\nname: x\nsteps: 3\n')]);
    expect(broken.code).toBe(EXIT.badFile.code);
    expect((await at.type(['matrix'])).code).toBe(EXIT.usage.code);
    const refusedOnPurpose = file(
      'refused.yaml',
      'version: 1\nname: nobody\nsteps:\n  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: bob, PASSWORD: { wrong: x } }\n    expect: { error: NotAuthorizedException }\n',
    );
    expect((await at.type(['matrix', refusedOnPurpose])).code).toBe(EXIT.usage.code);
    const unreached = file(
      'unreached.yaml',
      ELI.replace('NEW_PASSWORD_REQUIRED }', 'SMS_MFA }').replace("'${NEW}'", '{ wrong: Correct-horse-2 }'),
    );
    const { code, out } = await at.type(['matrix', unreached]);
    expect(code).toBe(EXIT.unfinished.code);
    expect(out).toContain(
      'Step 1, InitiateAuth USER_PASSWORD_AUTH: challenge: expected SMS_MFA, got NEW_PASSWORD_REQUIRED',
    );
  });
});
