import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { curlPowerShell } from '@core/evidence/snippets/curl-powershell.ts';
import { runAsPowerShell } from './testing/power-shell-run.ts';
import { powerShellReader, type PowerShellVersion } from './testing/power-shell-tree.ts';
import { useReceiving } from './testing/receiving.ts';
import { bodyOf, type RunCopy, sendsAsBash, signsAsBash, signsInByCopies } from './testing/run-copies.ts';
import { useRunningSandbox } from './testing/running-sandbox.ts';
import { toCopy } from './testing/snippet-of.ts';

/*
 * What is copied for PowerShell is carried out and has to send what the same copy sends from bash. There is no PowerShell
 * here: it comes from neither registry that the tests get their programs from. What stands in for it is the grammar of
 * VS Code, which says what the parts are; an evaluation of just the parts that copies are made of, which refuses all else
 * (testing/power-shell-tree.ts); the way arguments reach a program on Windows from 5.1 and from 7.3; and the curl of this
 * computer, which really sends. So it would find a copy that is cut, quoted, escaped or encoded wrongly, and would not find
 * a place where PowerShell itself differs from what Microsoft documents.
 */
const sandbox = useRunningSandbox();
const receiving = useReceiving();
const powerShell = await powerShellReader();
vi.setConfig({ testTimeout: 120_000 });

const anything = fc.string({
  unit: fc.constantFrom(...`ab '"\\%!^&|<>()$\`;,=*~:@{}é✓‘’\n\t`, '😀', '$env:PATH', '\\"'),
  minLength: 1,
  maxLength: 24,
});

describe.each<PowerShellVersion>(['5.1', '7.3'])('%s', (version) => {
  const run: RunCopy = (step, environment = {}) =>
    runAsPowerShell(powerShell.read(curlPowerShell.write(step), environment, version), version);

  test('signs in, answers a code and shows what Cognito says of a wrong one', () =>
    signsInByCopies(run, sandbox(), {
      note: `it's "quoted" $HOME\nand %PATH% é`,
      wrongCode: `w"r\\o'n$g`,
    }));

  test('sends what bash sends, from the environment and set in front, whatever signs it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, anything, async (...texts) => {
        await sendsAsBash(run, receiving, 'InitiateAuth', bodyOf(...texts));
      }),
      { numRuns: 10 },
    );
  });

  test('takes a token of 4 KB, headers and a document that is JSON', async () => {
    const body = {
      AccessToken: 'eyJ'.padEnd(4_096, 'aB-_9.'),
      Credential: { id: 'x', response: { note: `a & b "c" 'd' é` } },
    };
    const note = `a \\ & | < > ^ ! (c) 'd' $e \`f\\`;
    await sendsAsBash(run, receiving, 'CompleteWebAuthnRegistration', body, [['X-Note', [note]]]);
  });

  test('says where a version loses the quotes of a header, and nowhere else', async () => {
    const { revealed } = toCopy(receiving.url(), 'GetUser', { AccessToken: 'x' });
    const headers = [...revealed.headers, ['Sec-Ch-Ua', ['"Chromium";v="1"']] as const];
    await run({ ...revealed, headers });
    const value = version === '5.1' ? 'Chromium;v=1' : '"Chromium";v="1"';
    expect(receiving.taken()[0]?.headers).toContainEqual(['Sec-Ch-Ua', value]);
    const told = '# Before PowerShell 7.3 the quotes are lost from: Sec-Ch-Ua\n';
    expect(curlPowerShell.write({ ...revealed, headers }).startsWith(told)).toBe(true);
    expect(curlPowerShell.write(revealed)).not.toContain('# Before');
  });

  test('signs as bash does', () => signsAsBash(run, receiving));
});

test('what no copied command does is refused, not guessed', () => {
  for (const lines of [
    `Get-Date | curl.exe x`,
    `$body = 'a'; Remove-Item x; $body | curl.exe x`,
    `$body = "a $env:B"\n$body | curl.exe x`,
    `$body += 'a'\n$body | curl.exe x`,
    `$body = 'a' - 'b'\n$body | curl.exe x`,
    `$body = 'a' -replace 'a', 'b'\n$body | curl.exe x`,
    `$body = Get-Content x\n$body | curl.exe x`,
    `$body = 'a'\n$body | curl.exe x > y`,
    `$body = 'a'\n$body | curl.exe x | more`,
    `$OutputEncoding = [Text.Encoding]::UTF8\n'a' | curl.exe x`,
    `if ($true) { curl.exe x }`,
  ])
    expect(() => powerShell.read(lines), lines).toThrow();
});
