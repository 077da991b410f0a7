import { describe, expect, test, vi } from 'vitest';
import { awsCli } from '@core/evidence/snippets/aws-cli.ts';
import { curlBash } from '@core/evidence/snippets/curl-bash.ts';
import { javaScript } from '@core/evidence/snippets/javascript.ts';
import { python } from '@core/evidence/snippets/python.ts';
import type { SnippetLanguage } from '@core/evidence/snippets/language.ts';
import type { JsonObject } from '@core/json.ts';
import { bareEnvironment, pythonWithBoto3, shell } from './testing/aws-tools.ts';
import { newestCode, seededIn, useRunningSandbox } from './testing/running-sandbox.ts';
import { toCopy } from './testing/snippet-of.ts';

// What is copied is run against the real process of the sandbox, with the tools a person has.

const sandbox = useRunningSandbox();
// Each command of the AWS CLI and of Python starts an interpreter anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** How each language is run. Nothing of whoever runs the tests goes in: no credentials, no proxy. */
const runs: readonly (readonly [SnippetLanguage, (code: string) => Promise<string>])[] = [
  [curlBash, async (code) => `${code} --silent --noproxy '*'`],
  [awsCli, async (code) => code],
  [javaScript, async (code) => `node --input-type=module <<'SNIPPET'\n${code}\nSNIPPET`],
  [python, async (code) => `${await pythonWithBoto3()} - <<'SNIPPET'\n${code}\nSNIPPET`],
];

describe.each(runs)('$id', (language, commandFor) => {
  /** Runs the copy with the variables set in the environment, then the one that sets them itself. */
  async function both(operation: string, members: JsonObject): Promise<{ masked: string; revealed: string }> {
    const { endpoint, region } = sandbox().info;
    const { masked, revealed, environment } = toCopy(`${endpoint}/`, operation, members, region);
    const bare = {
      ...bareEnvironment(),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const code = language.write(masked);
    for (const value of Object.values(environment)) expect(code).not.toContain(value);
    const first = await shell(await commandFor(code), { ...bare, ...environment });
    const second = await shell(await commandFor(language.write(revealed)), bare);
    return { masked: first.out + first.err, revealed: second.out + second.err };
  }

  test('signs in with a password, from the environment and set in front', async () => {
    const ivy = seededIn(sandbox().info, 'ivy');
    const { masked, revealed } = await both('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: ivy.clientId,
      AuthParameters: { USERNAME: ivy.username, PASSWORD: ivy.password },
      ClientMetadata: { note: `it's "quoted" $HOME\nand %PATH% é` },
    });
    expect(masked).toContain('AccessToken');
    expect(revealed).toContain('AccessToken');
  });

  test('carries a Session and a code into the next step, and shows what Cognito says of a wrong one', async () => {
    const pam = seededIn(sandbox().info, 'pam');
    const { endpoint } = sandbox().info;
    const asked = (await (
      await fetch(endpoint, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
        },
        body: JSON.stringify({
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: pam.clientId,
          AuthParameters: { USERNAME: pam.username, PASSWORD: pam.password },
        }),
      })
    ).json()) as { Session: string };
    const answer = (SMS_MFA_CODE: string) =>
      both('RespondToAuthChallenge', {
        ClientId: pam.clientId,
        ChallengeName: 'SMS_MFA',
        Session: asked.Session,
        ChallengeResponses: { USERNAME: pam.username, SMS_MFA_CODE },
      });
    const wrong = await answer(`w"r\\o'n$g`);
    expect(wrong.masked).toContain('CodeMismatchException');
    expect(wrong.revealed).toContain('CodeMismatchException');
    const right = await answer(await newestCode(sandbox()));
    expect(right.masked).toContain('AccessToken');
    // A code is good once, and the Session went with it.
    expect(right.revealed).toContain('NotAuthorizedException');
  });
});
