import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { curlBash } from '@core/evidence/snippets/curl-bash.ts';
import { curlCmd } from '@core/evidence/snippets/curl-cmd.ts';
import type { JsonObject } from '@core/json.ts';
import { curlFromBash } from './testing/aws-tools.ts';
import { type CommandPrompt, commandPrompt, type Handed } from './testing/command-prompt.ts';
import { type Received, useReceiving } from './testing/receiving.ts';
import { newestCode, seededIn, useRunningSandbox } from './testing/running-sandbox.ts';
import { toCopy } from './testing/snippet-of.ts';

/*
 * What is copied for the command prompt is run by cmd.exe, pasted at its prompt and saved as a .bat, and has to send what
 * the same copy sends from bash. The cmd.exe is Wine's, an independent reading of Microsoft's rules, and Wine cuts the
 * line into curl's arguments by the rules of Microsoft's C runtime; curl itself is that of this computer. Neither is
 * Microsoft's own. Where Wine is known to differ, Microsoft's word holds:
 * - Wine takes lines longer than the 8191 characters that Microsoft's cmd.exe stops at; snippets-windows.test.ts holds
 *   that limit ("Command prompt line string limitation", Microsoft Support).
 * - Wine reads what a variable held once more and replaces %NAME% in it, which Microsoft's does not (its percent signs are
 *   read once, from left to right): values of the environment are tried without percent signs here and with them there.
 * - Characters beyond ASCII reach curl by the computer's code page there, as UTF-8 here: none may stand in what is copied.
 */
const sandbox = useRunningSandbox();
const receiving = useReceiving();
vi.setConfig({ testTimeout: 120_000 });

let started: CommandPrompt | undefined;
let prompt: CommandPrompt;
beforeEach(async (context) => {
  prompt = started ??= await commandPrompt(context);
});
afterAll(() => started?.end());

/** Signs that a prompt, a C runtime or JSON reads as its own. A person can't type a line break into a variable there. */
const typable = fc.string({
  unit: fc.constantFrom(...`ab '"\\!^&|<>()$\`;,=*~:`, '^^', '""', '\\"', '\\\\'),
  minLength: 1,
  maxLength: 24,
});
const anything = fc.string({
  unit: fc.constantFrom(...`ab '"\\%!^&|<>()$\`;,=*~:é✓‘’\n\t`, '😀', '%PATH%', '\\"'),
  minLength: 1,
  maxLength: 24,
});

describe.each<Handed>(['pasted', 'saved'])('%s', (handed) => {
  test('signs in, answers a code and shows what Cognito says of a wrong one', async () => {
    const pam = seededIn(sandbox().info, 'pam');
    const { endpoint, region } = sandbox().info;
    const both = async (operation: string, members: JsonObject) => {
      const { masked, revealed, environment } = toCopy(`${endpoint}/`, operation, members, region);
      const first = await prompt.curl(curlCmd.write(masked), handed, environment);
      const second = await prompt.curl(curlCmd.write(revealed), handed);
      return [first, second].map((answer) => JSON.parse(answer) as Record<string, unknown>);
    };
    const asked = await both('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: pam.clientId,
      AuthParameters: { USERNAME: pam.username, PASSWORD: pam.password },
      ClientMetadata: { note: `it's "quoted" $HOME & %PATH% 50% ^| !` },
    });
    expect(asked).toMatchObject([{ ChallengeName: 'SMS_MFA' }, { ChallengeName: 'SMS_MFA' }]);
    const answer = (SMS_MFA_CODE: string) =>
      both('RespondToAuthChallenge', {
        ClientId: pam.clientId,
        ChallengeName: 'SMS_MFA',
        Session: asked[1]?.['Session'] as string,
        ChallengeResponses: { USERNAME: pam.username, SMS_MFA_CODE },
      });
    const wrong = await answer(`w"r\\o'n&g`);
    expect(wrong).toMatchObject([{ __type: 'CodeMismatchException' }, { __type: 'CodeMismatchException' }]);
    const right = await answer(await newestCode(sandbox()));
    expect(right).toMatchObject([{ AuthenticationResult: {} }, { __type: 'NotAuthorizedException' }]);
  });

  /** What two copies of one request sent: the same, but for how its JSON is spelled. */
  const same = (received: readonly Received[], body: JsonObject, sent: number) => {
    const spelled = received.map(({ body: text, ...rest }) => ({
      ...rest,
      body: JSON.parse(text) as unknown,
    }));
    expect(spelled).toHaveLength(sent);
    for (const one of spelled) expect(one).toEqual({ ...spelled[0], body });
  };

  test('sends what bash sends, from the environment and set in front, whatever signs it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anything, typable, typable, typable, async (clientId, password, key, note) => {
        const body = {
          ClientId: clientId,
          AuthParameters: { USERNAME: clientId, PASSWORD: password },
          ClientMetadata: { [key]: note },
        };
        const { masked, revealed, environment } = toCopy(receiving.url(), 'InitiateAuth', body);
        await curlFromBash(curlBash.write(masked), environment);
        await prompt.curl(curlCmd.write(masked), handed, environment);
        await prompt.curl(curlCmd.write(revealed), handed);
        same(receiving.taken(), body, 3);
      }),
      { numRuns: 12 },
    );
  });

  test('sends in front what no variable of the prompt could hold', async () => {
    const body = { AuthParameters: { USERNAME: 'zoë', PASSWORD: 'a\nb\tc é ✓ 😀 “x” "%' } };
    const { revealed } = toCopy(receiving.url(), 'InitiateAuth', body);
    await curlFromBash(curlBash.write(revealed));
    await prompt.curl(curlCmd.write(revealed), handed);
    same(receiving.taken(), body, 2);
  });

  test('takes a token of 4 KB, headers and a document that is JSON', async () => {
    const AccessToken = 'eyJ'.padEnd(4_096, 'aB-_9.');
    const Credential = { id: 'x', response: { clientDataJSON: 'e30', note: "a & b | c^ 'd'" } };
    const body = { AccessToken, Credential };
    const { masked, revealed, environment } = toCopy(receiving.url(), 'CompleteWebAuthnRegistration', body);
    const own = {
      ...masked,
      headers: [...masked.headers, ['X-Note', ['a "b" \\ & | < > ^ ! (c)']] as const],
    };
    await curlFromBash(curlBash.write(own), environment);
    await prompt.curl(curlCmd.write(own), handed, environment);
    await prompt.curl(curlCmd.write({ ...revealed, headers: own.headers }), handed);
    const received = receiving.taken();
    expect(received[0]?.headers).toContainEqual(['X-Note', 'a "b" \\ & | < > ^ ! (c)']);
    same(received, body, 3);
  });
});

test('signs as bash does', async () => {
  const { masked } = toCopy(receiving.url(), 'AdminGetUser', { UserPoolId: 'us-east-1_a', Username: 'ann' });
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalr/+EXAMPLE' };
  await curlFromBash(curlBash.write(masked), credentials);
  await prompt.curl(curlCmd.write(masked), 'pasted', credentials);
  const said = receiving
    .taken()
    .map(({ headers }) => headers.find(([name]) => name === 'Authorization')?.[1]);
  const [first, second] = said.map((value) => value?.split(', Signature=')[0]);
  expect(first).toContain('Credential=AKIDEXAMPLE/');
  expect(second).toBe(first);
});

test('a secret that is not set frees nothing of the line for the prompt', async () => {
  const body = {
    ClientId: 'a & echo freed > freed.txt & b',
    AuthParameters: { USERNAME: 'x" & echo freed > freed.txt', PASSWORD: 'x' },
  };
  const { masked } = toCopy(receiving.url(), 'InitiateAuth', body);
  for (const handed of ['pasted', 'saved'] as const) await prompt.curl(curlCmd.write(masked), handed);
  for (const { body: text } of receiving.taken())
    expect(JSON.parse(text)).toEqual({
      ...body,
      AuthParameters: { ...body.AuthParameters, PASSWORD: 'PASSWORD is not set' },
    });
});
