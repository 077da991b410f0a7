import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactBody } from '../../chain/redact.ts';
import { encodeRequest } from '../../cognito/wire.ts';
import { curlBash } from './curl-bash.ts';
import { snippetStep, type SnippetSource } from './step.ts';

const run = promisify(execFile);

/** The words a real shell makes of a command line. */
async function wordsOf(command: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const printed = command.replace(/^curl/m, `printf '%s\\0'`);
  const { stdout } = await run('bash', ['-c', printed], { env: { ...process.env, ...env } });
  return stdout.split('\0').slice(0, -1);
}

const printable = fc.string({
  unit: fc.constantFrom('a', "'", '"', '\\', '$', '`', '!', ' ', '\n', '\t', 'é', '✓', '@', ';', '&', '%'),
  minLength: 1,
});

const source = (changes: Partial<SnippetSource>): SnippetSource => ({
  operation: 'InitiateAuth',
  method: 'POST',
  url: 'http://127.0.0.1:1/',
  headers: [['Content-Type', 'application/x-amz-json-1.1']],
  body: { text: '', secrets: [] },
  region: '',
  ...changes,
});

describe('curl for bash', () => {
  it('is a command a person can read', () => {
    const { method, url, headers } = encodeRequest({
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      operation: 'GetUser',
      body: {},
    });
    expect(
      curlBash.write(
        snippetStep(
          source({
            method,
            url,
            headers: [['Host', 'x'], ...headers, ['Content-Length', '2']],
            body: { text: `{"a":"it's"}`, secrets: [] },
          }),
        ),
      ),
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
        const text = `@${body}`;
        const step = snippetStep(
          source({ url: 'http://[::1]:1/', headers: [['X-A', `v${value}`]], body: { text, secrets: [] } }),
        );
        expect(await wordsOf(curlBash.write(step))).toEqual([
          '--globoff',
          '--request',
          'POST',
          'http://[::1]:1/',
          '--header',
          `X-A: v${value}`,
          '--header',
          'Content-Type:',
          '--data-raw',
          text,
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('sends any password as it was sent, from the environment or set in front', async () => {
    await fc.assert(
      fc.asyncProperty(printable, fc.constantFrom('PASSWORD', 'ANSWER'), async (secret, key) => {
        const text = JSON.stringify({ AuthParameters: { USERNAME: 'ann', [key]: secret } });
        const body = redactBody({ operation: 'InitiateAuth', side: 'request', text, bytes: 0 });
        const masked = curlBash.write(snippetStep(source({ body })));
        expect(masked).toContain(`# Set first: ${key}`);
        expect((await wordsOf(masked, { [key]: secret })).at(-1)).toBe(text);
        const real = { text, headers: [['Content-Type', 'application/x-amz-json-1.1']] as const };
        const revealed = curlBash.write(snippetStep(source({ body, real })));
        expect((await wordsOf(revealed)).at(-1)).toBe(text);
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
    const members = { AuthParameters: { PASSWORD: `p'w"\\ $HOME \`id\` !! é✓`, USERNAME: '@file' } };
    const request = encodeRequest({ url, operation: 'InitiateAuth', body: members });
    const text = new TextDecoder().decode(request.body);
    const headers = [...request.headers, ['X-Empty', '']] as const;
    const body = redactBody({ operation: 'InitiateAuth', side: 'request', text, bytes: text.length });
    const step = snippetStep(source({ url, headers, body, real: { text, headers } }));
    await run('bash', ['-c', `${curlBash.write(step)} --silent --noproxy '*'`]);
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
