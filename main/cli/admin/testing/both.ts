import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellWord } from '@core/evidence/snippets/shell.ts';
import type { JsonObject } from '@core/json.ts';
import { bareEnvironment, shell as bash } from '../../../testing/aws-tools.ts';
import type { RunningSandbox } from '../../../testing/running-sandbox.ts';
import { shell, type Typed } from '../../evidence/testing/typed.ts';

/** What a command said, and what it left at the service. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The sandbox as a seed file. */
  readonly left: unknown;
}

/** The AWS CLI and ours beside each other on one service. */
export interface Both {
  /** `aws cognito-idp …`. */
  aws(words: readonly string[]): Promise<Omit<Said, 'left'>>;
  /** `countersign admin …`. */
  ours(words: readonly string[], how?: { readonly input?: string }): Promise<Typed>;
  /** What ours gave. @throws with what it said when it is refused */
  result(...words: readonly string[]): Promise<JsonObject>;
  /** A place for a file; with a text, it is there. */
  path(name: string, text?: string): string;
  /** What the AWS CLI runs with. */
  readonly env: NodeJS.ProcessEnv;
  remove(): void;
}

/** @param region what both sign for @param script the sandbox's process, where ours is to start one */
export function bothAt(endpoint: string, region: string, script?: string): Both {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-admin-'));
  const at = shell(script);
  const path = (name: string, text?: string) => {
    const file = join(folder, name);
    if (text !== undefined) writeFileSync(file, text);
    return file;
  };
  // Version 1 prints the wire's own numbers unless it is told to print what version 2 does.
  const config = path('config', '[default]\ncli_timestamp_format = iso8601\n');
  const env = {
    ...bareEnvironment(),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    // Without it, an older Python writes what is not ASCII as it can.
    PYTHONIOENCODING: 'utf-8',
  };
  const where = ['--endpoint-url', endpoint];
  const ours: Both['ours'] = (words, how = {}) =>
    at.type(['admin', ...words, ...where, '--region', region], { ...how, env: {} });
  return {
    path,
    env,
    ours,
    aws: (words) => bash(['aws cognito-idp', ...words.map(shellWord), ...where].join(' '), env),
    async result(...words) {
      const { code, out, err } = await ours(words);
      if (code !== 0) throw new Error(`${words[0] ?? ''} ended with ${String(code)}: ${err}`);
      return out === '' ? {} : (JSON.parse(out) as JsonObject);
    },
    remove() {
      at.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Says the same to the AWS CLI and to ours, each on the same state of the sandbox, which stands still meanwhile.
 * @returns what both said and left, with what is drawn by lot taken out
 */
export async function compared(
  both: Both,
  { port }: RunningSandbox,
  words: readonly string[],
): Promise<{ readonly aws: Said; readonly ours: Said }> {
  const before = await port.control('GET', 'snapshot');
  const aws = { ...(await both.aws(words)), left: await port.control('GET', 'seed') };
  await port.control('PUT', 'snapshot', before);
  const ours = { ...(await both.ours(words)), left: await port.control('GET', 'seed') };
  const equal = ({ code, out, err, left }: Said): Said => ({
    ...{ code, err },
    out: withoutLot(out),
    left: String(left)
      .split('\n')
      .map((line) => withoutLot(line).replace(WRITTEN, '$1DRAWN')),
  });
  return { aws: equal(aws), ours: equal(ours) };
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
/** Ids, secrets and tokens that the service draws anew each time. */
const DRAWN =
  /("(?:Session|ClientId|ClientSecretId|ClientSecretValue|ClientSecret|AccessToken|IdToken|RefreshToken|SECRET_BLOCK|SRP_B|SALT|Id|SecretCode|Arn|NextToken|PaginationToken|UserPoolId)": )"[^"]*"/g;

/** The same in the seed file: an id, or one of a list of secrets. */
const WRITTEN = /^(\s*(?:- )?(?:Id|ClientId): |\s+- (?=[a-z\d]{40,}$))\S+$/;

function withoutLot(text: string): string {
  return text.replace(UUID, 'UUID').replace(DRAWN, '$1"DRAWN"');
}
