import { describe, expect, test } from 'vitest';
import type { AwsCredentials } from '../../cognito/signing.ts';
import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { createSigner, regionOf, takesAny } from './signing.ts';

const target: Target = {
  ...{ id: 't', name: 'Shop', region: 'eu-west-1', endpoint: 'https://cognito-idp.eu-west-1.amazonaws.com/' },
  ...{ customEndpoint: false, userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'abc', hasClientSecret: false },
  ...{
    fips: false,
    profile: 'support',
    color: 'none',
    production: false,
    sessionMinutes: 3,
    kind: 'endpoint',
  },
};
const request = {
  ...{ method: 'POST' as const, url: target.endpoint, body: new TextEncoder().encode('{}') },
  ...{ headers: [['X-Amz-Target', 'T.AdminGetUser']] as const, timeoutMs: 1, maxBytes: 1 },
};
const credentials: AwsCredentials = {
  accessKeyId: 'AKIASIGNER',
  secretAccessKey: 'secret',
  sessionToken: 'token',
};

function signerGiving(given: AwsCredentials | Error) {
  const refused: AwsCredentials[] = [];
  const asked: string[] = [];
  const signer = createSigner({
    credentials: async (profile) => {
      asked.push(profile);
      if (given instanceof Error) throw given;
      return given;
    },
    refused: (_, which) => void refused.push(which),
  });
  return { signer, refused, asked };
}

describe('whose credentials sign', () => {
  test('are the profile’s, wherever the target is', async () => {
    const { signer, asked } = signerGiving(credentials);
    for (const endpoint of [target.endpoint, 'http://127.0.0.1:9229/']) {
      const { headers, secrets } = await signer.sign(
        { ...target, endpoint },
        { ...request, url: endpoint },
        0,
      );
      const authorization = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
      expect(authorization).toContain('Credential=AKIASIGNER/19700101/eu-west-1/cognito-idp/aws4_request');
      expect(secrets).toEqual(expect.arrayContaining([authorization, 'AKIASIGNER', 'secret', 'token']));
    }
    expect(asked).toEqual(['support', 'support']);
  });

  test('are nobody’s for the sandbox and for an emulator on this computer', async () => {
    const { signer, asked } = signerGiving(coreFault('AWS_CREDENTIALS', 'none'));
    const emulator = { ...target, profile: '', endpoint: 'http://localhost:9229/' };
    for (const takes of [emulator, { ...target, profile: '', kind: 'sandbox' as const }]) {
      expect(takesAny(takes)).toBe(true);
      await signer.ready(takes, 'AdminGetUser');
      const { secrets } = await signer.sign(takes, request, 0);
      // Words that anybody may use are no secret, the signature is.
      expect(secrets).toEqual([expect.stringMatching(/^AWS4-HMAC-SHA256 /)]);
    }
    expect(asked).toEqual([]);
    await expect(signer.sign({ ...target, profile: '' }, request, 0)).rejects.toMatchObject({
      code: 'AWS_CREDENTIALS',
    });
  });

  test('are waited for before anything begins, where an operation has to be signed', async () => {
    const { signer } = signerGiving(coreFault('AWS_MFA_NEEDED', 'none'));
    await expect(signer.ready(target, 'AdminGetUser')).rejects.toMatchObject({ code: 'AWS_MFA_NEEDED' });
    await expect(signer.ready(target, 'InitiateAuth')).resolves.toBeUndefined();
  });

  test('are let go of where the service takes them no more', async () => {
    const { signer, refused } = signerGiving(credentials);
    const signed = await signer.sign(target, request, 0);
    signed.failed('UserNotFoundException');
    expect(refused).toEqual([]);
    signed.failed('ExpiredTokenException');
    expect(refused).toEqual([credentials]);
  });
});

test('the region is the target’s, else its pool’s', () => {
  expect(regionOf(target)).toBe('eu-west-1');
  expect(regionOf({ ...target, region: '', userPoolId: 'us-gov-west-1_Ab12Cd34E' })).toBe('us-gov-west-1');
  expect(regionOf({ ...target, region: '', userPoolId: 'local' })).toBe('us-east-1');
});
