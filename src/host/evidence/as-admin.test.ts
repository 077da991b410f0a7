import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../contract.ts';
import { debugText } from '../../evidence/paste/testing/debug-text.ts';
import { sandboxTargetId } from '../targets.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

const PASSWORD = 'Correct-horse-1';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'countersign-admin-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function targetOf(host: DrivenHost, client: string): Promise<string> {
  const { pools } = await host.value('sandbox.start', {});
  const found = pools.flatMap(({ clients }) => clients).find(({ name }) => name === client);
  return sandboxTargetId(found?.clientId ?? '');
}

/** Ann signs in by SRP as administrator, up to her second factor, and the chain is handed over as a file. */
async function handedOver(): Promise<string> {
  const here = await drivenHost();
  const answer: Answer = {
    ...{ name: 'USER_SRP_AUTH', admin: true, inputs: { USERNAME: 'ann', PASSWORD } },
    ...{ responses: {}, members: {} },
  };
  const targetId = await targetOf(here, 'server, with a secret');
  const { chainId } = await here.value('chain.start', { targetId, answer });
  await here.answer(chainId, {});
  await here.value('chain.export', { chainIds: [chainId], format: 'har', secrets: 'redacted' });
  const [[name, bytes]] = [...here.saved] as [[string, Uint8Array]];
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260908/eu-west-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0';

/** The AWS CLI begins ann's sign-in as administrator; what it prints is its debug output. */
async function cliBegins({ ports, clock, value }: DrivenHost): Promise<string> {
  const { endpoint, pools } = await value('sandbox.start', {});
  const pool = pools.find(({ clients }) => clients.some(({ name }) => name === 'web'));
  const headers = [
    ['Content-Type', 'application/x-amz-json-1.1'],
    ['X-Amz-Target', 'AWSCognitoIdentityProviderService.AdminInitiateAuth'],
    ['Authorization', SIGNED],
  ] as const;
  const text = JSON.stringify({
    UserPoolId: pool?.userPoolId,
    ClientId: pool?.clients.find(({ name }) => name === 'web')?.clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  });
  const sent = { method: 'POST' as const, url: `${endpoint}/`, headers };
  const http = await ports.http.send({
    ...{ ...sent, body: new TextEncoder().encode(text), timeoutMs: 1_000, maxBytes: 1_000_000 },
  });
  if (!http.ok) throw new Error(http.detail);
  const answered = { status: http.status, statusText: '', headers: http.headers };
  return debugText([
    {
      ...{ operation: 'AdminInitiateAuth', sentAt: clock.now(), timing: { total: 5 }, holes: [], place: '' },
      request: { ...sent, text },
      response: { ...answered, text: new TextDecoder().decode(http.body) },
    },
  ]);
}

async function imported(there: DrivenHost, path: string): Promise<string> {
  there.choose(path);
  const [file] = await there.value('import.choose', {});
  const { importId } = await there.value('import.start', { files: [file?.id ?? ''] });
  for (;;) {
    const { files } = await there.value('import.state', { importId });
    if (['done', 'failed', 'cancelled'].includes(files[0]?.phase ?? '')) {
      expect(files[0]?.chains).toHaveLength(1);
      return files[0]?.chains[0]?.chainId ?? '';
    }
    there.clock.move(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a sign-in as administrator from elsewhere', () => {
  it('is one chain, whose operations stay what they were, and runs again as such', async () => {
    const there = await drivenHost();
    const targetId = await targetOf(there, 'server, with a secret');
    const chainId = await imported(there, await handedOver());
    const operations = async (id: string) => (await there.chain(id)).steps.map(({ operation }) => operation);
    expect(await operations(chainId)).toEqual(['AdminInitiateAuth', 'AdminRespondToAuthChallenge']);
    const given = { USERNAME: 'ann', PASSWORD };
    const again = await there.value('chain.reproduce', { chainId, targetId, given });
    const id = 'chainId' in again ? again.chainId : '';
    for (;;) {
      const { doing } = await there.value('run.state', { chainId: id });
      if (doing === undefined) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [first, second] = await operations(id);
    expect([first, second]).toEqual(['AdminInitiateAuth', 'AdminRespondToAuthChallenge']);
  });

  it('that is adopted is answered as it was begun, to its tokens', async () => {
    const there = await drivenHost();
    const text = await cliBegins(there);
    const kept = await there.value('paste.keep', { text });
    const chainId = 'chainId' in kept ? kept.chainId : '';
    await there.value('chain.adopt', { chainId, targetId: await targetOf(there, 'web') });
    const chain = await there.answer(chainId, {});
    expect(chain.steps.map(({ operation, status }) => [operation, status])).toEqual([
      ['AdminInitiateAuth', 'ok'],
      ['AdminRespondToAuthChallenge', 'tokens'],
    ]);
    expect(JSON.stringify(await there.value('chain.events', { chainId }))).not.toContain('AKIDEXAMPLE');
  });
});
