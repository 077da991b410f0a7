import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { redactBody, redactHeaders } from '../../chain/redact.ts';
import { signedHeaders } from '../../cognito/signing.ts';
import { encodeRequest } from '../../cognito/wire.ts';
import type { JsonObject } from '../../json.ts';
import { readPaste } from '../paste/index.ts';
import { curlBash } from './curl-bash.ts';
import { snippetLanguages } from './index.ts';
import { type SnippetSource, snippetStep } from './step.ts';

const run = promisify(execFile);
const credentials = {
  accessKeyId: 'AKIDEXAMPLE12345',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE',
};
const SECRETS = [...Object.values(credentials), 'AWS4-HMAC-SHA256'];

async function signedStep(url: string, operation: string, members: JsonObject, profile = '') {
  const request = encodeRequest({ url, operation, body: members });
  const headers = await signedHeaders(request, { credentials, region: 'eu-west-1', now: 1_800_000_000_000 });
  const text = JSON.stringify(members);
  const body = redactBody({ operation, side: 'request', text, bytes: text.length });
  const masked: SnippetSource = {
    ...{
      operation,
      method: 'POST',
      url,
      headers: redactHeaders(headers),
      body,
      region: 'eu-west-1',
      profile,
    },
  };
  return { masked: snippetStep(masked), revealed: snippetStep({ ...masked, real: { text, headers } }) };
}

const USER = { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' };

describe.each(snippetLanguages)('a signed step as $id', ({ write }) => {
  it.each([
    ['AdminGetUser', USER],
    ['AdminSetUserPassword', { ...USER, Password: 'Green-Meadow-77!', Permanent: true }],
    [
      'AdminCreateUser',
      {
        ...USER,
        UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
        DesiredDeliveryMediums: ['EMAIL'],
        ClientMetadata: { a: 'b' },
      },
    ],
    ['SetUICustomization', { UserPoolId: USER.UserPoolId, ImageFile: 'iVBORw0KGgo=' }],
  ] as const)('%s never holds a credential, with secrets or without', async (operation, members) => {
    const { masked, revealed } = await signedStep(
      'http://127.0.0.1:9229/',
      operation,
      members as JsonObject,
      'staging',
    );
    for (const step of [masked, revealed]) {
      const text = write(step);
      for (const secret of SECRETS) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/AUTHORIZATION|X-Amz-Date/i);
      expect(text).toContain('staging');
    }
  });
});

describe('curl for a signed step', () => {
  it('signs by itself: the service finds the signature it makes over the same request', async () => {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { masked } = await signedStep(url, 'AdminGetUser', USER);
    const env = (token: string) => ({
      PATH: process.env['PATH'],
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ...(token === '' ? {} : { AWS_SESSION_TOKEN: token }),
    });
    try {
      for (const token of ['', credentials.sessionToken])
        await run('bash', ['-c', curlBash.write(masked)], { env: env(token) });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect(seen.map(({ headers }) => headers['x-amz-security-token'])).toEqual([
      undefined,
      credentials.sessionToken,
    ]);
    for (const { headers, body } of seen) {
      const [, names = ''] = /SignedHeaders=([\w;-]+)/.exec(headers.authorization ?? '') ?? [];
      const date = String(headers['x-amz-date']).replace(
        /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
        '$1-$2-$3T$4:$5:$6Z',
      );
      const signer = new SignatureV4({
        ...{ service: 'cognito-idp', region: 'eu-west-1', sha256: Sha256, applyChecksum: false },
        credentials: {
          accessKeyId: credentials.accessKeyId,
          secretAccessKey: credentials.secretAccessKey,
        },
      });
      const { headers: signed } = await signer.sign(
        {
          ...{ method: 'POST', protocol: 'http:', hostname: '127.0.0.1', path: '/', query: {}, body },
          headers: Object.fromEntries(
            names
              .split(';')
              .filter((name) => name !== 'x-amz-date')
              .map((name) => [name, String(headers[name])]),
          ),
        },
        { signingDate: new Date(date), signableHeaders: new Set(names.split(';')) },
      );
      const signature = (text = '') => /Signature=(\w+)/.exec(text)?.[1];
      expect(signature(headers.authorization)).toBe(signature(signed['authorization']));
      expect(names).toContain('x-amz-target');
    }
  });

  it.each(snippetLanguages.filter(({ id }) => id.startsWith('curl') || id === 'aws-cli'))(
    'is read back as the same call where it is pasted ($id)',
    async ({ write }) => {
      const { masked } = await signedStep('http://127.0.0.1:9229/', 'AdminGetUser', USER);
      const read = readPaste(write(masked), 0);
      if (read.kind !== 'exchanges') throw new Error(read.kind);
      const [exchange] = read.exchanges;
      expect(exchange?.operation).toBe('AdminGetUser');
      expect(JSON.parse(exchange?.request.text ?? '')).toEqual(USER);
      expect(exchange?.holes ?? []).toEqual([]);
    },
  );
});
