import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import type { Console } from '../support/launch.ts';
import { findings } from '../support/look.ts';
import { type Ended, type How, runProgram, startProgram } from '../support/program.ts';
import { picture, type Theme, useTheme } from '../support/window.ts';

const cli = join(appFolder, 'out/main/cli.js');
const countersign = (args: readonly string[], how?: How): Promise<Ended> =>
  runProgram(process.execPath, [cli, ...args], how);

function scenario(name: string, user: string, challenge: string): string {
  return `version: 1
name: ${name}
tags: [smoke]
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ${user} }
    expect: { challenge: PASSWORD_VERIFIER }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: ${challenge} }
`;
}

function folderOf(parent: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(parent, name)), { recursive: true });
    writeFileSync(join(parent, name), text);
  }
  return parent;
}

/** A report as a browser shows it. */
async function opened({ app }: Console, file: string, theme: Theme): Promise<Page> {
  const comes = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }, path) => {
    // Apart from the console: nothing of its session, its policies or its preload.
    const web = { partition: 'report', sandbox: true };
    void new BrowserWindow({ width: 1280, height: 800, useContentSize: true, webPreferences: web }).loadFile(
      path,
    );
  }, file);
  const page = await comes;
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

test('a folder of scenarios runs in a terminal: the report shows what failed, its chain opens in the window', async ({
  console: window,
}, info) => {
  const { page, userData } = window;
  const folder = folderOf(info.outputPath('work'), {
    'ann.yaml': scenario('ann by SRP', 'ann', 'SOFTWARE_TOKEN_MFA'),
    'mfa/gus.yaml': scenario('ann gets a mail', 'ann', 'EMAIL_OTP'),
  });
  const [html, json, junit] = ['html', 'json', 'xml'].map((end) => info.outputPath(`report.${end}`));
  const reporters = ['list', `html:${String(html)}`, `json:${String(json)}`, `junit:${String(junit)}`];
  const flags = reporters.flatMap((name) => ['--reporter', name]);

  await test.step('one fails: told with place, expected and got, and by the exit code', async () => {
    const { code, out } = await countersign(['run', folder, ...flags]);
    expect(code).toBe(1);
    expect(out).toContain('✓ ann by SRP');
    expect(out).toMatch(/✕ ann gets a mail .*gus\.yaml:8/);
    expect(out).toMatch(/challenge\n +expected {2}EMAIL_OTP\n +got +SOFTWARE_TOKEN_MFA\n/);
    expect(out).toMatch(/\n1 passed · 1 failed · .*\n$/);
    expect(readFileSync(String(junit), 'utf8')).toContain('failures="1" errors="0"');
  });

  for (const theme of ['dark', 'light'] as const)
    await test.step(`the page of the report, ${theme}`, async () => {
      const report = await opened(window, String(html), theme);
      expect(report.url()).toBe(pathToFileURL(String(html)).href);
      await expect(report.getByRole('heading', { level: 1 })).toHaveText('1 of 2 scenarios did not pass');
      await expect(report.getByRole('row', { name: 'challenge EMAIL_OTP SOFTWARE_TOKEN_MFA' })).toBeVisible();
      await expect(report.getByText('ann by SRP')).toBeVisible();
      await report.getByText('Failed', { exact: true }).click();
      await expect(report.getByText('ann by SRP')).toBeHidden();
      await report.getByText('All', { exact: true }).click();
      expect(await findings(report)).toEqual([]);
      await report.getByText(/^InitiateAuth USER_SRP_AUTH/).click();
      await expect(report.getByText('"AuthFlow": "USER_SRP_AUTH"')).toBeVisible();
      await picture({ ...window, page: report }, `scenario-report-${theme}`);
      await report.close();
    });

  await test.step('the chain of what failed opens in the window, with what was expected in its notes', async () => {
    await useTheme(window, 'dark');
    const { code, out } = await countersign(['import', String(json), '--data', userData]);
    expect(code).toBe(0);
    expect(out).toContain('from report.json, Countersign');
    const [id = ''] = /(?<=^chain )\S+/m.exec(out) ?? [];
    const shown = await countersign(['history', 'show', id, '--data', userData]);
    expect(shown.out).toMatch(/tags failed[^]*expected {2}EMAIL_OTP\n +got +SOFTWARE_TOKEN_MFA\n/);
    const chain = page
      .getByRole('navigation', { name: 'Chains', exact: true })
      .getByRole('link', { name: /^ann/ });
    await chain.click();
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await expect(page.getByRole('listbox', { name: 'Steps of the chain' })).toContainText(
      'PASSWORD_VERIFIER',
    );
    await picture(window, 'scenario-report-chain-dark');
  });

  await test.step('mended, all pass', async () => {
    folderOf(folder, { 'mfa/gus.yaml': scenario('ann gets a mail', 'ann', 'SOFTWARE_TOKEN_MFA') });
    const { code, out } = await countersign(['run', folder, ...flags]);
    expect(out).toMatch(/\n2 passed · .*\n$/);
    expect(code).toBe(0);
    expect(readFileSync(String(html), 'utf8')).toContain('Every scenario passed');
  });
});

test('machines share a folder of scenarios between them, and their reports are joined', async () => {
  const info = test.info();
  const names = ['ann', 'bob', 'ivy', 'max', 'una'];
  const folder = folderOf(
    info.outputPath('work'),
    Object.fromEntries(
      names.map((name) => [
        `${name}.yaml`,
        `version: 1\nname: ${name}\nsteps:\n  - flow: USER_SRP_AUTH\n    with: { USERNAME: ${name} }\n    expect: { challenge: PASSWORD_VERIFIER }\n`,
      ]),
    ),
  );
  const reports = info.outputPath('reports');
  await Promise.all(
    ['1/2', '2/2'].map(async (shard) => {
      const report = `json:${join(reports, `${shard.replace('/', '-of-')}.json`)}`;
      const { code } = await countersign([
        'run',
        folder,
        '--shard',
        shard,
        '--workers',
        '1',
        '--reporter',
        report,
      ]);
      expect(code).toBe(0);
    }),
  );
  const merged = await countersign(['merge-reports', reports]);
  expect(merged.code).toBe(0);
  for (const name of names) expect(merged.out.match(new RegExp(`✓ ${name} `, 'g'))).toHaveLength(1);
  expect(merged.out).toMatch(/\n5 passed · .*\n$/);
});

test('a comparison whose second target is not known says so of that one, and ends', async () => {
  const folder = folderOf(test.info().outputPath('work'), {
    'ann.yaml': scenario('ann', 'ann', 'EMAIL_OTP'),
  });
  const { code, out } = await countersign(['parity', 'sandbox', 'nobody', folder]);
  expect(code).toBe(7);
  expect(out).toContain('B could not run it: No target is called nobody.');
  expect(out).not.toContain('A could not run it');
});

test('typed in the checkout, a file of variables that is not there is told by the command, not by Node', async () => {
  const words = [
    'run',
    '-s',
    'countersign',
    '--',
    'run',
    'gallery/challenges/password',
    '--env-file',
    'no.env',
  ];
  const { code, err } = await runProgram('npm', words, { cwd: appFolder });
  expect(err).toContain('There is no file no.env.\n');
  expect(code).toBe(6);
});

test('Ctrl+C ends a run in good order: every report is whole, and says what was not begun', async () => {
  const info = test.info();
  const wait = (name: string) => `version: 1
name: ${name}
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
  - wait: 1h
`;
  const folder = folderOf(info.outputPath('work'), {
    'a.yaml': wait('waits').replace('  - wait: 1h\n', ''),
    'b.yaml': wait('waits for an hour'),
    'c.yaml': wait('never begun'),
  });
  const reports = ['junit', 'html', 'json', 'tap'].map((name) => [name, info.outputPath(name)] as const);
  const running = startProgram(process.execPath, [
    cli,
    'run',
    folder,
    ...['--workers', '1', '--reporter', 'list'],
    ...reports.flatMap(([name, file]) => ['--reporter', `${name}:${file}`]),
  ]);
  await running.outMatching(/✓ waits/);
  running.signal('SIGINT');
  const { code, out, err } = await running.ended;
  expect(code).toBe(130);
  expect(err).toContain('Stopping.');
  expect(out).toMatch(/1 passed · .*not begun · .* · stopped before its end\n$/);
  const [junit = '', html = '', json = '', tap = ''] = reports.map(([, file]) => readFileSync(file, 'utf8'));
  expect(junit).toMatch(/<testsuites [^>]*tests="3"[^]*<\/testsuites>\n$/);
  expect(html).toMatch(/This run was stopped before its end[^]*<\/html>\n$/);
  expect(tap).toMatch(/ok 3 - never begun # SKIP Not begun: the run was stopped\.\n1\.\.3\n$/);
  const report = JSON.parse(json) as { results: { title: string; status: string }[] };
  expect(report.results.map(({ title, status }) => [title, status])).toEqual([
    ['waits', 'passed'],
    ['waits for an hour', 'error'],
    ['never begun', 'skipped'],
  ]);
});

test('scenarios leave for a pipeline, a cluster and load, and no secret goes with them', async () => {
  const info = test.info();
  const folder = folderOf(info.outputPath('work'), {
    'scenarios/ann.yaml': `version: 1
name: ann
secrets: { password: env:ANN_PASSWORD }
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann, PASSWORD: '\${password}' }
`,
  });
  const secret = 'Correct-horse-1';
  const exported = (...args: string[]) =>
    countersign(['export', ...args], { cwd: folder, environment: { ANN_PASSWORD: secret } });

  const workflow = await exported('scenarios', '--format', 'github-actions');
  expect(workflow).toMatchObject({ code: 0, err: '' });
  expect(workflow.out).toContain('ANN_PASSWORD: ${{ secrets.ANN_PASSWORD }}');
  const pods = await exported('scenarios', '--format', 'kubernetes', '--image', 'own/image:1');
  expect(pods.out).toMatch(/completionMode: Indexed[^]*secretKeyRef:[^]*key: ANN_PASSWORD/);
  const load = await exported('scenarios/ann.yaml', '--format', 'k6', '-o', 'load.js');
  expect(load).toMatchObject({ code: 0, err: 'load.js\n' });
  const script = readFileSync(join(folder, 'load.js'), 'utf8');
  expect(script).toMatch(/^\/\/ Made by countersign export from scenarios\/ann\.yaml[^]*from "k6\/http"/);
  for (const text of [workflow.out, pods.out, script]) expect(text).not.toContain(secret);
});
