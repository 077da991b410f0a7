import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curlCmd } from '@core/evidence/snippets/curl-cmd.ts';
import { curlPowerShell } from '@core/evidence/snippets/curl-powershell.ts';
import { powerShellReader } from './testing/power-shell-tree.ts';
import { toCopy } from './testing/snippet-of.ts';
import { cmdArguments, powerShellBody } from './testing/windows-shells.ts';

const nasty = fc.string({
  unit: fc.constantFrom(...`ab '"\\%!^&|<>()$\`;,=é✓‘’\n\t`, '😀', '%PATH%'),
  minLength: 1,
  maxLength: 30,
});
const members = fc.record({
  AuthFlow: fc.constant('USER_PASSWORD_AUTH'),
  ClientId: nasty,
  AuthParameters: fc.record({ USERNAME: nasty, PASSWORD: nasty }),
  ClientMetadata: fc.dictionary(nasty, nasty, { maxKeys: 3 }),
});
const URL = 'http://127.0.0.1:9229/';

describe('curl for the command prompt', () => {
  test('gives curl the same headers and the same JSON, whatever signs it holds', () => {
    fc.assert(
      fc.property(members, (body) => {
        const { revealed } = toCopy(URL, 'InitiateAuth', body);
        const [program, ...words] = cmdArguments(curlCmd.write(revealed));
        expect([program, ...words.slice(0, -1)]).toEqual([
          'curl',
          '--request',
          'POST',
          URL,
          '--header',
          'Content-Type: application/x-amz-json-1.1',
          '--header',
          'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth',
          '--data-raw',
        ]);
        expect(JSON.parse(words.at(-1) ?? '')).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  test('gives curl the same JSON from the environment, whatever signs a variable of the prompt can hold', () => {
    const typable = nasty.map((text) => text.replace(/[\n\t]/g, ' '));
    fc.assert(
      fc.property(typable, typable, (PASSWORD, note) => {
        const body = { AuthParameters: { USERNAME: 'ann', PASSWORD }, ClientMetadata: { note } };
        const { masked, environment } = toCopy(URL, 'InitiateAuth', body);
        const words = cmdArguments(curlCmd.write(masked), environment);
        expect(JSON.parse(words.at(-1) ?? '')).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  test('refuses what is longer than a line of the prompt', () => {
    const write = (length: number) =>
      curlCmd.write(toCopy(URL, 'GetUser', { AccessToken: 'a'.repeat(length) }).revealed);
    expect(cmdArguments(write(7_000)).at(-1)).toHaveLength(7_018);
    expect(() => write(8_191)).toThrow(expect.objectContaining({ code: 'COPY_UNSUITED' }));
  });

  test('is a command a person can read', () => {
    const { masked } = toCopy(URL, 'InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'x' },
    });
    expect(curlCmd.write(masked)).toBe(
      [
        'rem Set first: PASSWORD',
        'set "PASSWORD_JSON=PASSWORD is not set"',
        'if defined PASSWORD set "PASSWORD_JSON=%PASSWORD:"=""%"',
        'set "PASSWORD_JSON=%PASSWORD_JSON:\\=\\u005c%"',
        'curl --request POST http://127.0.0.1:9229/ ^',
        '  --header "Content-Type: application/x-amz-json-1.1" ^',
        '  --header "X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth" ^',
        '  --data-raw "{""AuthFlow"":""USER_PASSWORD_AUTH"",""AuthParameters"":{""USERNAME"":""ann"",""PASSWORD"":""%PASSWORD_JSON:""=\\u0022%""}}"',
      ].join('\n'),
    );
  });

  test('refuses what the prompt would replace in an address', () => {
    const { revealed } = toCopy('http://127.0.0.1:1/%PATH%', 'InitiateAuth', {});
    expect(() => curlCmd.write(revealed)).toThrow(expect.objectContaining({ code: 'COPY_UNSUITED' }));
  });
});

const powerShell = await powerShellReader();
const HEADERS = [
  '--header',
  'Content-Type: application/x-amz-json-1.1',
  '--header',
  'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth',
];

describe('curl for PowerShell', () => {
  test('is read by PowerShell’s grammar as the same JSON for the same curl, whatever signs it holds', () => {
    fc.assert(
      fc.property(members, (body) => {
        const { masked, revealed, environment } = toCopy(URL, 'InitiateAuth', body);
        for (const read of [
          powerShell.read(curlPowerShell.write(masked), environment),
          powerShell.read(curlPowerShell.write(revealed)),
        ]) {
          expect(JSON.parse(read.body ?? '')).toEqual(body);
          expect(read.words).toEqual([
            'curl.exe',
            '--request',
            'POST',
            URL,
            ...HEADERS,
            '--data-binary',
            '@-',
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('that grammar tells a broken one', () => {
    const { masked } = toCopy(URL, 'InitiateAuth', { AuthParameters: { USERNAME: "o'ann", PASSWORD: 'x' } });
    const lines = curlPowerShell.write(masked);
    expect(powerShell.hasError(lines)).toBe(false);
    for (const broken of [lines.replace("o''ann", "o'ann"), `${lines} '`, lines.replace(' + (', ' + ((')])
      expect(powerShell.hasError(broken), broken).toBe(true);
  });

  test('pipes the same JSON, from the environment and set in front', () => {
    fc.assert(
      fc.property(members, (body) => {
        const { masked, revealed, environment } = toCopy(URL, 'InitiateAuth', body);
        expect(JSON.parse(powerShellBody(curlPowerShell.write(masked), environment))).toEqual(body);
        expect(JSON.parse(powerShellBody(curlPowerShell.write(revealed)))).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  test('is a command a person can read', () => {
    const { masked } = toCopy(URL, 'InitiateAuth', { AuthParameters: { USERNAME: "o'ann", PASSWORD: 'x' } });
    expect(curlPowerShell.write(masked)).toBe(
      [
        '# Set first: PASSWORD',
        '$OutputEncoding = [Text.UTF8Encoding]::new()',
        `$body = '{"AuthParameters":{"USERNAME":"o''ann","PASSWORD":' + (ConvertTo-Json $env:PASSWORD) + '}}'`,
        '$body | curl.exe --request POST http://127.0.0.1:9229/ `',
        "  --header 'Content-Type: application/x-amz-json-1.1' `",
        "  --header 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' `",
        "  --data-binary '@-'",
      ].join('\n'),
    );
  });
});
