import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { awsVersion } from '../../../testing/aws-tools.ts';
import { useRunningSandbox } from '../../../testing/running-sandbox.ts';
import { bothAt, type Both } from '../testing/both.ts';
import { DEVICE_POOL, DORA, POOL, UNA } from '../testing/cases.ts';

// What `--output` prints by the AWS CLI and by ours, byte for byte: reads alone, so that both see the same.

const sandbox = useRunningSandbox();
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let both: Both;
let version = 2;
beforeAll(async () => {
  const { info, script } = sandbox();
  both = bothAt(info.endpoint, info.region, script);
  [version] = await awsVersion();
});
beforeEach(async () => {
  const { port } = sandbox();
  await port.control('POST', 'clock', { frozen: true });
  await port.control('PUT', `users/${POOL}`, UNA);
  await port.control('PUT', `users/${DEVICE_POOL}`, DORA);
});
afterAll(() => both.remove());

const READS = [
  ['admin-get-user', '--user-pool-id', POOL, '--username', 'una'],
  ['list-users', '--user-pool-id', POOL, '--page-size', '3', '--max-items', '7'],
  ['list-users', '--user-pool-id', POOL, '--filter', 'username = "nobody-of-this-name"'],
  ['list-users', '--user-pool-id', POOL, '--no-paginate', '--limit', '2'],
  ['describe-user-pool', '--user-pool-id', POOL],
  ['admin-list-devices', '--user-pool-id', DEVICE_POOL, '--username', 'dora'],
];

test.each(READS.map((words) => [words.join(' '), words] as const))('%s', async (_, words) => {
  for (const output of ['text', 'table']) await compare(words, output);
});

test('all of them as yaml', async (context) => {
  context.skip(version === 1, 'The AWS CLI prints YAML from version 2 on.');
  for (const words of READS) await compare(words, 'yaml');
});

async function compare(words: readonly string[], output: string): Promise<void> {
  const typed = [...words, '--output', output];
  const [aws, ours] = await Promise.all([both.aws(typed), both.ours(typed)]);
  expect({ typed, ...aws, out: withoutTokens(aws.out) }).toEqual({
    ...{ typed, code: 0, err: '' },
    out: withoutTokens(ours.out),
  });
  expect({ code: ours.code, err: ours.err }).toEqual({ code: 0, err: '' });
}

/** Where a list goes on is drawn anew by the service with each answer. */
function withoutTokens(text: string): string {
  return text.replace(/[\w+/=-]{40,}/g, (token) => (/^-+$/.test(token) ? token : 'TOKEN'));
}
