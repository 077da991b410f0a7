import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { SandboxInfo } from '@core/contract.ts';
import { readFaultRule } from '@core/sandbox/faults/rule-text.ts';
import { testControl } from './control/testing/control.ts';
import { readFaultList } from './fault-list.ts';
import { bareEnvironment, shell } from './testing/aws-tools.ts';
import { useTerminal } from './testing/running-terminal.ts';

// The examples of the sandbox's README, run as they stand.

const terminal = useTerminal();
const readme = await readFile(resolve(import.meta.dirname, '../src/sandbox/README.md'), 'utf8');
vi.setConfig({ testTimeout: 30_000 });

function example(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(readme) ?? [];
  if (text === undefined) throw new Error(`the README has no example in ${language}`);
  return text;
}

test('a test reads the code from the inbox and moves the clock', async () => {
  const token = 'my-token-for-tests';
  const { out } = await terminal.sandbox('--json', '--token', token);
  const { endpoint } = JSON.parse(out) as SandboxInfo;
  const file = join(terminal.folder(), 'example.mjs');
  await writeFile(file, example('js').replace('http://127.0.0.1:9229', endpoint));
  const ran = await shell(`${process.execPath} ${file}`, {
    ...bareEnvironment(),
    COUNTERSIGN_SANDBOX_TOKEN: token,
  });
  expect(ran).toEqual({
    code: 0,
    out: 'Bearer\nInvalid session for the user, session is expired.\n',
    err: '',
  });
});

test('the seed file begins a sandbox, its fault included', async () => {
  await writeFile(join(terminal.folder(), 'seed.yaml'), example('yaml'));
  const { out } = await terminal.sandbox('--seed', 'seed.yaml');
  expect(out).toContain('eu-west-1_MyPool123  My pool, MFA OPTIONAL');
  expect(out).toContain('user   una');
});

test('the list of fault rules, and the rule that curl adds, are good', async () => {
  const [, list = ''] = /takes a list of them:\n\n```yaml\n(.*?)^```$/ms.exec(readme) ?? [];
  expect((await readFaultList(list)).value).toHaveLength(2);
  const [, body = ''] = /-d '(.*)'/.exec(example('sh')) ?? [];
  expect(await testControl().control('POST', 'faults', body)).toMatchObject([200, { rules: [{ fired: 0 }] }]);
});

test('each part of a fault rule is one', () => {
  const [left, right] = ['Left', 'Right'].map((side) => {
    const [, table = ''] =
      new RegExp(`^\\| ${side} of the arrow.*?\\n\\|[- |]+\\n(.*?)\\n\\n`, 'ms').exec(readme) ?? [];
    return table
      .split('\n')
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ''));
  });
  expect(left).toContain('step=2');
  for (const match of left ?? []) expect(readFaultRule(`${match} -> drop`).problem).toBeUndefined();
  expect(right).toContain('html 503');
  for (const answer of right ?? []) {
    expect(readFaultRule(`-> ${answer.replace('then X', 'then drop')}`).problem).toBeUndefined();
  }
});
