import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bashCommands } from './bash-words.ts';
import { cmdCommands } from './cmd-words.ts';
import { readLiteral } from './literal.ts';
import { powershellText } from './powershell-words.ts';
import { chromiumBash, chromiumCmd, chromiumPowershell } from './testing/chromium.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'\'"\\$`^%!&|<>(){}[]@#;, \t\naZ09=-'), maxLength: 40 }),
);
/** Chromium turns every line's end into one, and Windows' command lines can't carry a NUL. */
const windowsWord = word.map((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', ''));
const words = (of: typeof word) => fc.array(of, { minLength: 1, maxLength: 4 });

describe('any word comes back from the quotes of', () => {
  it('bash: single', () => {
    fc.assert(
      fc.property(words(word), (given) => {
        const line = ['curl', ...given.map((text) => `'${text.replaceAll("'", `'\\''`)}'`)].join(' \\\n  ');
        expect(bashCommands(line)[0]?.words).toEqual(['curl', ...given]);
      }),
    );
  });

  it('bash: double', () => {
    fc.assert(
      fc.property(words(word), (given) => {
        const line = ['curl', ...given.map((text) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`)].join(' ');
        expect(bashCommands(line)[0]?.words).toEqual(['curl', ...given]);
      }),
    );
  });

  it('bash: backslashes alone', () => {
    fc.assert(
      fc.property(words(word.filter((text) => text !== '' && !text.includes('\n'))), (given) => {
        const line = ['curl', ...given.map((text) => text.replace(/[^]/gu, '\\$&'))].join(' ');
        expect(bashCommands(line)[0]?.words).toEqual(['curl', ...given]);
      }),
    );
  });

  it('Chromium for bash', () => {
    fc.assert(
      fc.property(words(word), (given) => {
        const line = ['curl', ...given.map(chromiumBash)].join(' \\\n  ');
        expect(bashCommands(line)[0]?.words).toEqual(['curl', ...given]);
      }),
    );
  });

  it('Chromium for cmd', () => {
    fc.assert(
      fc.property(words(windowsWord), (given) => {
        const line = ['curl', ...given.map(chromiumCmd)].join(' ^\n  ');
        expect(cmdCommands(line, true)[0]?.words).toEqual(['curl', ...given]);
      }),
    );
  });

  it('cmd, escaped for both of its readers', () => {
    const quote = (text: string) =>
      `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`
        .replace(/[^\w\n]/g, '^$&')
        .replaceAll('\n', '^\n\n');
    fc.assert(
      fc.property(words(windowsWord), (given) => {
        const line = ['curl', ...given.map(quote)].join(' ^\n  ');
        expect(cmdCommands(line)[0]?.words).toEqual(['curl', ...given]);
      }),
    );
  });

  it('Chromium for PowerShell', () => {
    fc.assert(
      fc.property(words(word), (given) => {
        const line = ['irm', ...given.map(chromiumPowershell)].join(' `\n');
        expect(powershellText(line).commands[0]?.words).toEqual(['irm', ...given]);
      }),
    );
  });

  it('PowerShell: single', () => {
    // Typographic quotes are quotes to PowerShell, too.
    const quote = (text: string) => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
    fc.assert(
      fc.property(words(word), (given) => {
        const line = ['irm', ...given.map(quote)].join(' ');
        expect(powershellText(line).commands[0]?.words).toEqual(['irm', ...given]);
      }),
    );
  });

  it('JavaScript and Python', () => {
    const python = (text: string) =>
      `b'${[...new TextEncoder().encode(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`;
    fc.assert(
      fc.property(
        fc.dictionary(
          word.filter((text) => text !== '__proto__'),
          fc.jsonValue(),
        ),
        word,
        (map, text) => {
          const value: unknown = JSON.parse(JSON.stringify(map));
          expect(readLiteral(JSON.stringify(map), 0)?.value).toEqual(value);
          expect(readLiteral(JSON.stringify(text), 0)?.value).toBe(text);
          // Half a pair has no bytes of its own.
          if (new TextDecoder().decode(new TextEncoder().encode(text)) === text)
            expect(readLiteral(python(text), 0)?.value).toBe(text);
        },
      ),
    );
  });
});

describe('words', () => {
  it('are pieces put together', () => {
    expect(bashCommands(`curl -d '{"a":"'"$A"'"}'`)[0]).toMatchObject({
      words: ['curl', '-d', '{"a":"$A"}'],
      unset: ['A'],
    });
  });

  it('take the value of what the text sets', () => {
    const text = `export PASSWORD='it'\\''s'\nNAME=ann\n# a note\ncurl "u=$NAME" "p=\${PASSWORD}" 2>/dev/null | jq .`;
    expect(bashCommands(text)).toMatchObject([
      { words: ['curl', 'u=ann', "p=it's"], unset: [] },
      { words: ['jq', '.'] },
    ]);
  });

  it('end with the text where a quote does not', () => {
    expect(bashCommands(`curl 'never closed`)[0]?.words).toEqual(['curl', 'never closed']);
    expect(bashCommands(`curl "never closed`)[0]?.words).toEqual(['curl', 'never closed']);
    expect(powershellText(`irm "never closed`).commands[0]?.words).toEqual(['irm', 'never closed']);
  });

  it('of PowerShell may be put together and piped', () => {
    const text = [
      `$env:PASSWORD = 'it''s "secret"'`,
      `$OutputEncoding = [Text.UTF8Encoding]::new($false)`,
      `$body = '{"a":' + (ConvertTo-Json $env:PASSWORD) + ',"b":"' + $env:OTHER + '"}'`,
      `$body | curl.exe -H ('X: ' + $env:PASSWORD) --data-binary '@-' http://x`,
    ].join('\n');
    expect(powershellText(text).commands).toMatchObject([
      {
        words: ['curl.exe', '-H', `X: it's "secret"`, '--data-binary', '@-', 'http://x'],
        stdin: '{"a":"it\'s \\"secret\\"","b":"$OTHER"}',
      },
    ]);
  });

  it('of cmd take the value of what the text sets', () => {
    const text = `rem a note\nset "PASSWORD=a""b"\ncurl "--data-raw" "{""p"":""%PASSWORD%""}" "%OTHER%"`;
    expect(cmdCommands(text).at(-1)).toMatchObject({
      words: ['curl', '--data-raw', '{"p":"a"b"}', '%OTHER%'],
      unset: ['OTHER'],
    });
  });

  it('of cmd are put in with other signs in place of some, and by name where they are not set', () => {
    const text = [
      'set "A=x""y"',
      'if defined B set "C=%B:"=""%"',
      'set "C=%C:\\=\\u005c%"',
      'curl "%A:X=z%" ^',
      '  "%C:""=\\u0022%"',
    ].join('\n');
    expect(cmdCommands(text)).toMatchObject([{ words: ['curl', 'z"y', '%B%'], unset: ['B'] }]);
  });

  it('of PowerShell may be tables, here-strings and variables', () => {
    const text = [
      `$env:PASSWORD = 'secret'`,
      `$headers = @{ 'X-Amz-Target' = "a.b"; Accept="*/*" }`,
      `$body = @'`,
      `{"a":"b"}`,
      `'@`,
      `irm -Uri https://x -Headers $headers -Body $body -Note "$env:PASSWORD, $missing" `,
    ].join('\n');
    const [command] = powershellText(text).commands;
    expect(command?.words).toEqual([
      'irm',
      '-Uri',
      'https://x',
      '-Headers',
      new Map([
        ['X-Amz-Target', 'a.b'],
        ['Accept', '*/*'],
      ]),
      '-Body',
      '{"a":"b"}',
      '-Note',
      'secret, $missing',
    ]);
    expect(command?.unset).toEqual(['missing']);
  });
});
