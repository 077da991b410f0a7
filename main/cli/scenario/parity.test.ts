import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import type { Difference, Parity } from '@core/scenario/parity/parity.ts';
import { parityText } from '@core/scenario/parity/parity-text.ts';
import { cognitoLocalFor } from '../../testing/cognito-local-side.ts';
import { startServer } from '../../../scripts/bench/sandbox/server.mjs';
import { EXIT } from '../exit-codes.ts';
import { sandboxShell } from './testing/sandbox-shell.ts';

const at = sandboxShell();
const { file } = at;
const patience = { timeout: 240_000 };

const SIGN_IN = `version: 1
name: bob signs in
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob }
    expect: { tokens: true }
`;
const OTHER_SESSION = `version: 1
name: a Session that was never given
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: eli }
    expect: { challenge: NEW_PASSWORD_REQUIRED }
  - answer: NEW_PASSWORD_REQUIRED
    with: { NEW_PASSWORD: { wrong: Correct-horse-2 } }
    members: { Session: 'AYABeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
    expect: { error: NotAuthorizedException }
`;
const WRONG_PASSWORD = `version: 1
name: a wrong password
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob, PASSWORD: { wrong: Wrong-horse-1 } }
    expect: { error: NotAuthorizedException }
`;

describe('countersign parity', () => {
  it('finds nothing between the sandbox and itself', patience, async () => {
    file('same/bob.yaml', SIGN_IN);
    const { code, out } = await at.type(['parity', 'sandbox', 'sandbox', at.path('same')]);
    expect(out).toContain('1 of 1 step alike · 0 differences\n');
    expect(code).toBe(EXIT.ok.code);
  });

  it('says what can’t be compared', patience, async () => {
    const path = file('one/bob.yaml', SIGN_IN);
    expect((await at.type(['parity', 'sandbox', 'endpoint=http://127.0.0.1:9', path])).code).toBe(
      EXIT.usage.code,
    );
    expect((await at.type(['parity', 'sandbox', 'colour=red', path])).code).toBe(EXIT.usage.code);
    const nobody = await at.type(['parity', 'sandbox', 'nobody', path]);
    expect(nobody.code).toBe(EXIT.unreachable.code);
    expect(nobody.out).toContain('B could not run it: No target is called nobody.');
    expect(nobody.out).not.toContain('A could not run it');
    const nowhere = 'endpoint=http://127.0.0.1:9,client-id=abc';
    expect((await at.type(['parity', 'sandbox', nowhere, path])).code).toBe(EXIT.unreachable.code);
    const bad = file('bad.yaml', SIGN_IN.replace('flow:', 'flw:'));
    expect((await at.type(['parity', 'sandbox', 'sandbox', bad])).code).toBe(EXIT.badFile.code);
  });

  it('says what cognito-local lets through, and what else it has otherwise', patience, async (test) => {
    const side = await cognitoLocalFor(test);
    const server = await startServer(side);
    try {
      const endpoint = `http://127.0.0.1:${String(server.port)}`;
      const { clientId, userPoolId } = await poolAt(endpoint, 'Correct-horse-1');
      for (const [name, text] of Object.entries({ a: SIGN_IN, b: OTHER_SESSION, c: WRONG_PASSWORD }))
        file(`both/${name}.yaml`, text);
      const there = `endpoint=${endpoint},client-id=${clientId},user-pool-id=${userPoolId}`;
      const secret = ['--secret', 'PASSWORD=Correct-horse-1'];
      const { code, out, err } = await at.type([
        'parity',
        'sandbox',
        there,
        at.path('both'),
        ...secret,
        '--json',
      ]);
      expect(code).toBe(EXIT.unfinished.code);
      expect(out + err).not.toContain('Correct-horse-1');
      const parity = JSON.parse(out) as Parity;
      const of = (title: string): readonly Difference[] =>
        parity.cases
          .filter((each) => each.title === title)
          .flatMap(({ steps }) => steps.flatMap((step) => step.differences));
      expect(parity.counts).toMatchObject({ cases: 3, laxA: 0, laxB: 1, broken: 0 });
      expect(of('a Session that was never given')).toContainEqual(
        expect.objectContaining({ kind: 'lets through', lax: 'b' }),
      );
      expect(of('bob signs in').map(({ kind }) => kind)).toContain('claims');
      expect(of('a wrong password')).toMatchObject([
        {
          kind: 'exception',
          a: 'NotAuthorizedException: Incorrect username or password.',
          b: 'InvalidPasswordException: Invalid password',
        },
      ]);
      expect(parityText(parity, { paint: (_, text) => text, plain: (text) => text })).toContain(
        `${endpoint} lets through what sandbox refuses\n  ! a Session that was never given, step 2, RespondToAuthChallenge NEW_PASSWORD_REQUIRED: NotAuthorizedException: Invalid session`,
      );
    } finally {
      await server.stop();
      side.discard();
    }
  });
});

/** A pool with bob, and with eli who has to change his password; the SDK makes them as anyone would. */
async function poolAt(endpoint: string, password: string): Promise<{ clientId: string; userPoolId: string }> {
  const sdk = new CognitoIdentityProviderClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const pool = await sdk.send(new CreateUserPoolCommand({ PoolName: 'parity' }));
    const UserPoolId = pool.UserPool?.Id ?? '';
    const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const;
    const client = await sdk.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: 'web',
        ExplicitAuthFlows: [...ExplicitAuthFlows],
      }),
    );
    for (const Username of ['bob', 'eli'])
      await sdk.send(
        new AdminCreateUserCommand({
          ...{ UserPoolId, Username, TemporaryPassword: password, MessageAction: 'SUPPRESS' },
          UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }],
        }),
      );
    await sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: 'bob', Password: password, Permanent: true }),
    );
    return { clientId: client.UserPoolClient?.ClientId ?? '', userPoolId: UserPoolId };
  } finally {
    sdk.destroy();
  }
}
