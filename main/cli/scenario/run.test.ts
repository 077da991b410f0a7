import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReport } from '@core/scenario/report/read.ts';
import { builtSandbox } from '../../testing/built-sandbox.ts';
import { shell, type Shell } from '../evidence/testing/typed.ts';
import { EXIT } from '../exit-codes.ts';

let at: Shell;
beforeAll(() => {
  at = shell(builtSandbox().script);
});
afterAll(() => at.remove());

const file = (name: string, text: string): string => {
  const path = at.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const scenario = (name: string, user: string, challenge: string, more = '') => `version: 1
name: ${name}
${more}steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ${user} }
    expect: { challenge: ${challenge} }
`;
const GOOD = scenario('ann', 'ann', 'SOFTWARE_TOKEN_MFA', 'tags: [totp]\n');
const WRONG = scenario('ann, wrongly', 'ann', 'EMAIL_OTP');
const patience = { timeout: 120_000 };

describe('countersign run', () => {
  it('passes, and reports to several places at once', patience, async () => {
    const folder = dirname(file('good/ann.yaml', GOOD));
    const reports = ['junit', 'html', 'json', 'tap'].map((name) => at.path(`reports/${name}`));
    const flags = ['junit', 'html', 'json', 'tap'].flatMap((name, i) => [
      '--reporter',
      `${name}:${String(reports[i])}`,
    ]);
    const { code, out, err } = await at.type(['run', folder, '--reporter', 'list', ...flags]);
    expect(err).toBe(`Written: ${reports.join(', ')}\n`);
    expect(code).toBe(EXIT.ok.code);
    expect(out).toMatch(/^Running 1 scenario\n✓ ann \d/);
    expect(out).toMatch(/\n1 passed · /);
    const [junit = '', html = '', json = '', tap = ''] = reports.map((path) => readFileSync(path, 'utf8'));
    expect(junit).toContain('tests="1" failures="0" errors="0"');
    expect(html).toContain('Every scenario passed');
    expect(readReport(json).results).toMatchObject([{ status: 'passed', chains: [] }]);
    expect(tap).toContain('ok 1 - ann\n');
  });

  it(
    'fails where a check did not hold, and brings the chain of that into the history',
    patience,
    async () => {
      file('mixed/good.yaml', GOOD);
      const wrong = file('mixed/wrong.yaml', WRONG);
      const report = at.path('mixed/report.json');
      const { code, out } = await at.type([
        'run',
        at.path('mixed'),
        '--reporter',
        'list',
        '--reporter',
        `json:${report}`,
      ]);
      expect(code).toBe(EXIT.unfinished.code);
      expect(out).toContain('1 passed · 1 failed');
      expect(out).toMatch(/challenge\n +expected {2}EMAIL_OTP\n +got +SOFTWARE_TOKEN_MFA\n/);
      const { results } = readReport(readFileSync(report, 'utf8'));
      expect(results.find(({ status }) => status === 'failed')).toMatchObject({
        file: wrong,
        chains: [[{}, {}, {}]],
      });

      const brought = await at.type(['import', report, '--json']);
      expect(brought.code).toBe(EXIT.ok.code);
      expect(JSON.parse(brought.out)).toMatchObject({
        files: [
          {
            left: 1,
            chains: [{ username: 'ann', readOnly: true, steps: [{ result: 'SOFTWARE_TOKEN_MFA' }] }],
          },
        ],
      });
      const shown = await at.type(['history', 'search', 'source:report', '--json']);
      expect(shown.out).toContain('expected  EMAIL_OTP');
    },
  );

  it('runs in shards what one run does, and joins their reports', patience, async () => {
    for (const name of ['a', 'b', 'c'])
      file(`shards/${name}.yaml`, GOOD.replace('name: ann', `name: ${name}`));
    const titles: string[] = [];
    for (const shard of ['1/2', '2/2']) {
      const report = at.path(`parts/${shard.replace('/', '-')}.json`);
      const args = ['run', at.path('shards'), '--shard', shard, '--reporter', `json:${report}`];
      expect((await at.type(args)).code).toBe(EXIT.ok.code);
      titles.push(...readReport(readFileSync(report, 'utf8')).results.map(({ title }) => title));
    }
    expect(titles.sort()).toEqual(['a', 'b', 'c']);
    const whole = at.path('whole.json');
    const merged = await at.type([
      'merge-reports',
      at.path('parts'),
      '--reporter',
      'list',
      '--reporter',
      `json:${whole}`,
    ]);
    expect(merged.code).toBe(EXIT.ok.code);
    expect(merged.out).toContain('3 passed · ');
    expect(readReport(readFileSync(whole, 'utf8')).results).toHaveLength(3);
    const half = await at.type(['merge-reports', at.path('parts/1-2.json')]);
    expect(half).toMatchObject({
      code: EXIT.unusable.code,
      err: 'Not everything is here: shard 2/2 is missing.\n',
    });
  });

  it('has a code of its own for each thing that can be wrong', patience, async () => {
    const bad = file('bad.yaml', GOOD.replace('flow:', 'flw:'));
    const badRun = await at.type(['run', bad, '--reporter', 'list']);
    expect(badRun.code).toBe(EXIT.badFile.code);
    expect(badRun.out).toMatch(/bad\.yaml:5\n/);

    const secret = file(
      'secret.yaml',
      `version: 1
name: with a secret
secrets: { PASS: }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann, PASSWORD: '\${PASS}' }
    expect: { challenge: SOFTWARE_TOKEN_MFA }
`,
    );
    expect((await at.type(['run', secret])).code).toBe(EXIT.secretMissing.code);
    const wrong = await at.type(['run', secret, '--secret', 'PASS=Hidden-horse-77', '--debug']);
    expect(wrong.code).toBe(EXIT.unfinished.code);
    expect(wrong.out).toContain('NotAuthorizedException');
    expect(wrong.err).toContain('> POST http://127.0.0.1');
    expect(wrong.out + wrong.err).not.toContain('Hidden-horse-77');

    const good = file('good.yaml', GOOD);
    const nowhere = ['--endpoint', 'http://127.0.0.1:9', '--client-id', 'abc'];
    expect((await at.type(['run', good, ...nowhere])).code).toBe(EXIT.unreachable.code);
    expect((await at.type(['run', good, '--target', 'nobody'])).code).toBe(EXIT.unreachable.code);
    expect((await at.type(['run', at.path('no-such-folder')])).code).toBe(EXIT.badFile.code);
    expect((await at.type(['run', good, '--env-file', at.path('none')])).code).toBe(EXIT.badFile.code);
    expect((await at.type(['run', good, '--grep', 'nothing-like-it'])).code).toBe(EXIT.usage.code);
    expect((await at.type(['run', good, '--client-id', 'abc'])).code).toBe(EXIT.usage.code);
  });

  it('takes secrets from a file of variables, and rows from a CSV file', patience, async () => {
    const rows = file(
      'rows/rows.yaml',
      `version: 1
name: by row
matrix: { csv: rows.csv }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${USER}' }
`,
    );
    file('rows/rows.csv', 'USER\nann\nbob\n');
    const { code, out } = await at.type(['run', rows, '--workers', '1']);
    expect(out).toMatch(/✓ by row · ann .*\n✓ by row · bob /);
    expect(code).toBe(EXIT.ok.code);

    const secret = file(
      'env.yaml',
      `version: 1
name: from a file
secrets: { PASS: env:ANNS_PASSWORD }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann, PASSWORD: '\${PASS}' }
    expect: { error: NotAuthorizedException }
`,
    );
    const env = file('test.env', 'ANNS_PASSWORD="Hidden-horse-78"\n');
    const ran = await at.type(['run', secret, '--env-file', env, '--debug']);
    expect(ran.code).toBe(EXIT.ok.code);
    expect(ran.out + ran.err).not.toContain('Hidden-horse-78');
  });

  it(
    'runs what a pattern means, and stops at the first that does not pass where it is told to',
    patience,
    async () => {
      file('some/1.yaml', WRONG);
      file('some/2.yaml', GOOD);
      file('some/3.yaml', GOOD.replace('name: ann', 'name: another'));
      const tagged = await at.type(['run', at.path('some'), '--grep', '^TOTP$', '--workers', '1']);
      expect(tagged.out).toMatch(/^Running 2 scenarios\n✓ ann .*\n✓ another .*\n\n2 passed/);
      const bailed = await at.type(['run', at.path('some'), '--bail', '--workers', '1', '--reporter', 'dot']);
      expect(bailed.out).toMatch(/^F--\n/);
      expect(bailed.out).toContain('0 passed · 1 failed · 2 not begun');
      expect(bailed.code).toBe(EXIT.unfinished.code);
    },
  );

  it('keeps chains in the history where it is told to', patience, async () => {
    const good = file('kept/kept.yaml', GOOD.replace('name: ann', 'name: kept'));
    expect((await at.type(['run', good, '--record'])).code).toBe(EXIT.ok.code);
    const { out } = await at.type(['history', 'search', 'flow:USER_PASSWORD_AUTH', '--json']);
    expect(out).toContain('"username": "ann"');
    expect([...at.keychain.keys()]).toEqual(['history:key']);
  });

  it('tries again on a service that fails now and then', patience, async () => {
    let asked = 0;
    const server: Server = createServer((request, response) => {
      request.resume();
      asked += 1;
      response.writeHead(asked === 1 ? 400 : 200, { 'Content-Type': 'application/x-amz-json-1.1' });
      response.end(
        asked === 1
          ? '{"__type":"InternalErrorException","message":"busy"}'
          : '{"ChallengeName":"SOFTWARE_TOKEN_MFA","ChallengeParameters":{},"Session":"abcdefghijklmnopqrstuvwxyz"}',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const good = file(
        'flaky.yaml',
        GOOD.replace('USERNAME: ann', "USERNAME: ann, PASSWORD: { wrong: 'Any-horse-1' }"),
      );
      const args = ['--endpoint', `http://127.0.0.1:${String(port)}`, '--client-id', 'abc', '--retries', '2'];
      const { code, out } = await at.type(['run', good, ...args]);
      expect(out).toContain('↻ ann flaky: attempt 2 passed');
      expect(out).toContain('1 passed · 1 flaky');
      expect(code).toBe(EXIT.ok.code);
    } finally {
      server.close();
    }
  });
});
