import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReport } from '@core/scenario/report/read.ts';
import { EXIT } from '../exit-codes.ts';
import { sandboxShell } from './testing/sandbox-shell.ts';

const at = sandboxShell();
const { file } = at;
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
    const dots = at.path('reports/dots');
    const shown = ['--reporter', 'list', '--reporter', `dot:${dots}`];
    const { code, out, err } = await at.type(['run', folder, ...shown, ...flags]);
    expect(err).toBe(`Written: ${[dots, ...reports].join(', ')}\n`);
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
    const missing = await at.type(['run', secret]);
    expect(missing).toMatchObject({ code: EXIT.secretMissing.code, err: '' });
    expect(missing.out).toContain(
      'PASS is not given. Give it with --secret PASS, its value in the environment variable PASS. (SECRET_MISSING)',
    );
    const unset = await at.type(['run', secret, '--secret', 'PASS', '--secret', 'PSAS=Hidden-horse-77']);
    expect(unset.code).toBe(EXIT.secretMissing.code);
    expect(unset.err).toBe(
      '--secret PSAS: no scenario names it, so it is not used. Did you mean PASS?\n' +
        '--secret PASS: the environment variable PASS is not set, so nothing is given.\n',
    );
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

  it('names the flag, or the key of the file, where SRP lacks the pool’s id', patience, async () => {
    const steps = `steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann, PASSWORD: '\${PASS}' }
  - answer: PASSWORD_VERIFIER
`;
    const header = 'version: 1\nname: srp\nsecrets: { PASS: }\n';
    const ChallengeParameters = {
      ...{ USER_ID_FOR_SRP: 'ann', USERNAME: 'ann', SALT: 'ab', SRP_B: 'abcd', SECRET_BLOCK: 'AAAA' },
    };
    const answer = { ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters };
    const { endpoint, close } = await emulator(JSON.stringify(answer));
    try {
      const secret = ['--secret', 'PASS=Hidden-horse-80'];
      const there = ['--endpoint', endpoint, '--client-id', 'abc'];
      const flag = await at.type(['run', file('srp.yaml', header + steps), ...there, ...secret]);
      expect(flag.code).toBe(EXIT.unusable.code);
      expect(flag.out).toContain(
        'SRP is computed over the pool name. Add --user-pool-id ID, for example eu-west-1_Ab12Cd34E. (POOL_ID_NEEDED)',
      );
      const target = `target: { endpoint: '${endpoint}', clientId: abc }\n`;
      const own = file('own-target.yaml', header + target + steps);
      expect((await at.type(['run', own, ...secret])).out).toMatch(
        /Add userPoolId, for example eu-west-1_Ab12Cd34E, to target: in \S*own-target\.yaml\. \(POOL_ID_NEEDED\)/,
      );
    } finally {
      close();
    }
  });

  it('ends what takes longer than it may, with a code of its own', patience, async () => {
    const slow = file('slow.yaml', `${GOOD}  - wait: 5m\n`);
    const { code, out } = await at.type(['run', slow, '--timeout', '3s', '--reporter', 'list']);
    expect(code).toBe(EXIT.timedOut.code);
    expect(out).toContain('slow.yaml:8\n    Step 2, Wait 5m: The whole scenario may take 3s');
    expect(out).toContain('0 passed · 1 timed out');
    const own = file('own.yaml', GOOD.replace('tags:', 'timeout: 2m\ntags:'));
    expect((await at.type(['run', own, '--timeout', '1ms'])).code).toBe(EXIT.ok.code);
    const wrong = await at.type(['run', slow, '--timeout', '30']);
    expect(wrong.code).toBe(EXIT.usage.code);
    expect(wrong.err).toContain('as 30s or 2m');
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

    file('test.env', 'ANNS_PASSWORD=\n');
    const empty = await at.type(['run', secret, '--env-file', env]);
    expect(empty.code).toBe(EXIT.secretMissing.code);
    expect(empty.out).toContain('The variable ANNS_PASSWORD of the environment is empty. Or give it with');
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

  it(
    'tells of a file that can’t be read whatever is looked for, and begins nothing where it is to stop',
    patience,
    async () => {
      file('torn/1.yaml', GOOD);
      file('torn/2.yaml', GOOD.replace('version: 1', 'version: one'));
      const looked = await at.type(['run', at.path('torn'), '--grep', 'ann', '--workers', '1']);
      expect(looked.code).toBe(EXIT.badFile.code);
      expect(looked.out).toContain('2.yaml');
      const bailed = await at.type(['run', at.path('torn'), '--bail', '--workers', '1']);
      expect(bailed.code).toBe(EXIT.badFile.code);
      expect(bailed.out).toContain('1 not begun');
    },
  );

  it('writes every report it can, and names each it can’t', patience, async () => {
    const good = file('lost/good.yaml', GOOD);
    const in_ = (name: string) => `${file('lost/a-file', '')}/${name}`;
    const reporters = [
      `list:${in_('list.txt')}`,
      `junit:${in_('x.xml')}`,
      `json:${at.path('lost/kept.json')}`,
    ];
    const { code, err } = await at.type(['run', good, ...reporters.flatMap((each) => ['--reporter', each])]);
    expect(code).toBe(EXIT.unusable.code);
    for (const name of ['list.txt', 'x.xml']) expect(err).toContain(`${in_(name)} was not written: E`);
    expect(err).toContain(`Written: ${at.path('lost/kept.json')}`);
    expect(JSON.parse(readFileSync(at.path('lost/kept.json'), 'utf8'))).toMatchObject({
      summary: { counts: { passed: 1 } },
    });
  });

  it('joins what ran on two targets as two, so that a failure on one stays one', patience, async () => {
    const place = at.path('targets/report.json');
    await at.type(['run', file('targets/ann.yaml', GOOD), '--reporter', `json:${place}`]);
    const report = JSON.parse(readFileSync(place, 'utf8')) as { summary: object; results: object[] };
    const on = (target: string, status: string) =>
      file(
        `targets/${target}.json`,
        JSON.stringify({
          ...report,
          summary: { ...report.summary, target },
          results: report.results.map((result) => ({ ...result, status })),
        }),
      );
    const merged = await at.type(['merge-reports', on('staging', 'failed'), on('dev', 'passed')]);
    expect(merged.out).toContain('1 passed · 1 failed');
    expect(merged.code).toBe(EXIT.unfinished.code);
  });

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

/** A service that answers everything alike. */
async function emulator(body: string): Promise<{ endpoint: string; close: () => void }> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${String(port)}`, close: () => void server.close() };
}
