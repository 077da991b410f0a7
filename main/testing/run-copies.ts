import { expect } from 'vitest';
import { curlBash } from '@core/evidence/snippets/curl-bash.ts';
import type { SnippetStep } from '@core/evidence/snippets/step.ts';
import type { JsonObject } from '@core/json.ts';
import { curlFromBash } from './aws-tools.ts';
import type { Received, useReceiving } from './receiving.ts';
import { newestCode, type RunningSandbox, seededIn } from './running-sandbox.ts';
import { toCopy } from './snippet-of.ts';

type Receiving = ReturnType<typeof useReceiving>;

/** Runs what is copied of a step, in the shell it is for. @returns what came back */
export type RunCopy = (step: SnippetStep, environment?: Readonly<Record<string, string>>) => Promise<string>;

/**
 * Signs pam in with copies: one that takes secrets from the environment, then one that sets them in front. A wrong code is
 * refused, the right one is taken once.
 */
export async function signsInByCopies(
  run: RunCopy,
  sandbox: RunningSandbox,
  { note, wrongCode }: { readonly note: string; readonly wrongCode: string },
): Promise<void> {
  const pam = seededIn(sandbox.info, 'pam');
  const { endpoint, region } = sandbox.info;
  const both = async (operation: string, members: JsonObject) => {
    const { masked, revealed, environment } = toCopy(`${endpoint}/`, operation, members, region);
    const answers = [await run(masked, environment), await run(revealed)];
    return answers.map((answer) => JSON.parse(answer) as Record<string, unknown>);
  };
  const asked = await both('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: pam.clientId,
    AuthParameters: { USERNAME: pam.username, PASSWORD: pam.password },
    ClientMetadata: { note },
  });
  expect(asked).toMatchObject([{ ChallengeName: 'SMS_MFA' }, { ChallengeName: 'SMS_MFA' }]);
  const answer = (SMS_MFA_CODE: string) =>
    both('RespondToAuthChallenge', {
      ClientId: pam.clientId,
      ChallengeName: 'SMS_MFA',
      Session: asked[1]?.['Session'] as string,
      ChallengeResponses: { USERNAME: pam.username, SMS_MFA_CODE },
    });
  const wrong = await answer(wrongCode);
  expect(wrong).toMatchObject([{ __type: 'CodeMismatchException' }, { __type: 'CodeMismatchException' }]);
  const right = await answer(await newestCode(sandbox));
  expect(right).toMatchObject([{ AuthenticationResult: {} }, { __type: 'NotAuthorizedException' }]);
}

/** A body with texts in all places that a shell, a program and JSON read their own way. */
export function bodyOf(clientId: string, password: string, key: string, note: string): JsonObject {
  return {
    ClientId: clientId,
    AuthParameters: { USERNAME: clientId, PASSWORD: password },
    ClientMetadata: { [key]: note },
  };
}

/**
 * Sends what bash sends, from the environment and set in front.
 * @param own headers beside the request's
 * @returns what arrived: bash's own, and both copies
 */
export async function sendsAsBash(
  run: RunCopy,
  receiving: Receiving,
  operation: string,
  body: JsonObject,
  own: SnippetStep['headers'] = [],
): Promise<readonly Received[]> {
  const { masked, revealed, environment } = toCopy(receiving.url(), operation, body);
  const headers = [...masked.headers, ...own];
  await curlFromBash(curlBash.write({ ...masked, headers }), environment);
  await run({ ...masked, headers }, environment);
  await run({ ...revealed, headers });
  const received = receiving.taken();
  sentAlike(received, body, 3);
  return received;
}

/** What copies of one request sent: the same, but for how its JSON is spelled. */
export function sentAlike(received: readonly Received[], body: JsonObject, sent: number): void {
  const spelled = received.map(({ body: text, ...rest }) => ({ ...rest, body: JSON.parse(text) as unknown }));
  expect(spelled).toHaveLength(sent);
  for (const one of spelled) expect(one).toEqual({ ...spelled[0], body });
}

/** Signs with the same credentials for the same scope as bash's copy does. */
export async function signsAsBash(run: RunCopy, receiving: Receiving): Promise<void> {
  const { masked } = toCopy(receiving.url(), 'AdminGetUser', { UserPoolId: 'us-east-1_a', Username: 'ann' });
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalr/+EXAMPLE' };
  await curlFromBash(curlBash.write(masked), credentials);
  await run(masked, credentials);
  const said = receiving
    .taken()
    .map(({ headers }) => headers.find(([name]) => name === 'Authorization')?.[1]);
  const [first, second] = said.map((value) => value?.split(', Signature=')[0]);
  expect(first).toContain('Credential=AKIDEXAMPLE/');
  expect(second).toBe(first);
}
