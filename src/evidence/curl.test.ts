import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRequest } from '../cognito/wire.ts';
import { toCurl } from './curl.ts';

const run = promisify(execFile);

/** The words a real shell makes of a command line. */
async function wordsOf(command: string): Promise<string[]> {
  const { stdout } = await run('bash', ['-c', command.replace(/^curl/, `printf '%s\\0'`)]);
  return stdout.split('\0').slice(0, -1);
}

const printable = fc.string({
  unit: fc.constantFrom('a', "'", '"', '\\', '$', '`', '!', ' ', '\n', 'é', '✓', '@', ';', '&'),
});

describe('toCurl', () => {
  it('is a command a person can read', () => {
    const { method, url, headers } = encodeRequest({
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      operation: 'GetUser',
      body: {},
    });
    expect(
      toCurl({
        method,
        url,
        headers: [['Host', 'x'], ...headers, ['Content-Length', '2']],
        bodyText: `{"a":"it's"}`,
      }),
    ).toBe(
      [
        'curl --request POST https://cognito-idp.eu-west-1.amazonaws.com/ \\',
        "  --header 'Content-Type: application/x-amz-json-1.1' \\",
        "  --header 'X-Amz-Target: AWSCognitoIdentityProviderService.GetUser' \\",
        `  --data-raw '{"a":"it'\\''s"}'`,
      ].join('\n'),
    );
  });

  it('keeps every character through a shell', async () => {
    await fc.assert(
      fc.asyncProperty(printable, printable, async (body, value) => {
        const bodyText = `@${body}`;
        const words = await wordsOf(
          toCurl({ method: 'POST', url: 'http://[::1]:1/', headers: [['X-A', `v${value}`]], bodyText }),
        );
        expect(words).toEqual([
          '--globoff',
          '--request',
          'POST',
          'http://[::1]:1/',
          '--header',
          `X-A: v${value}`,
          '--header',
          'Content-Type:',
          '--data-raw',
          bodyText,
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('sends the same request when curl runs it', async () => {
    let received:
      | { method?: string | undefined; target?: unknown; type?: unknown; empty?: unknown; body: Buffer }
      | undefined;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { 'x-amz-target': target, 'content-type': type, 'x-empty': empty } = request.headers;
        received = { method: request.method, target, type, empty, body: Buffer.concat(chunks) };
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const body = { AuthParameters: { PASSWORD: `p'w"\\ $HOME \`id\` !! é✓`, USERNAME: '@file' } };
    const request = encodeRequest({ url, operation: 'InitiateAuth', body });
    const bodyText = new TextDecoder().decode(request.body);
    await run('bash', [
      '-c',
      `${toCurl({ ...request, headers: [...request.headers, ['X-Empty', '']], bodyText })} --silent --noproxy '*'`,
    ]);
    await new Promise((resolve) => server.close(resolve));
    expect(received).toMatchObject({
      method: 'POST',
      target: 'AWSCognitoIdentityProviderService.InitiateAuth',
      type: 'application/x-amz-json-1.1',
      empty: '',
    });
    expect(received?.body.equals(Buffer.from(request.body))).toBe(true);
  });
});
