import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from './run-check.ts';
import { type Checker, threadChecker } from './thread-check.ts';

const STEP = { outcome: 'challenge', response: { ChallengeName: 'SMS_MFA', Session: '•••' } };

describe('a check', () => {
  it.each<[string, unknown]>([
    [`step.response.ChallengeName === 'SMS_MFA'`, { kind: 'held' }],
    [`step.outcome === 'challenge';\n`, { kind: 'held' }],
    [`const { ChallengeName } = step.response;\nreturn ChallengeName.endsWith('_MFA');`, { kind: 'held' }],
    [
      `step.response.ChallengeName === 'X' || 'another challenge'`,
      { kind: 'said', text: 'another challenge' },
    ],
    ['false', { kind: 'said', text: 'returned false' }],
    ['1', { kind: 'said', text: 'returned 1' }],
    ['({})', { kind: 'said', text: 'returned an object, not true or a text' }],
    ['if (step.x) return true;', { kind: 'said', text: 'returned undefined' }],
    ['step.no.such', { kind: 'threw', text: expect.stringMatching(/^TypeError: /) }],
    ['throw new RangeError("x")', { kind: 'threw', text: 'RangeError: x' }],
    ['return (', { kind: 'threw', text: expect.stringMatching(/^SyntaxError: .*line 2/) }],
    ['console.log(step); return true', { kind: 'held' }],
  ])('%s', async (source, answer) => expect(await runCheck(source, STEP)).toEqual(answer));

  it('reaches nothing of this program', async () => {
    const names = [
      'process',
      'require',
      'fetch',
      'setTimeout',
      'WebAssembly',
      'Buffer',
      'globalThis.constructor.process',
    ];
    for (const name of names)
      expect(await runCheck(`typeof ${name} === 'undefined'`, STEP), name).toEqual({ kind: 'held' });
    const out = await runCheck(`return import('node:fs').then(() => true)`, STEP);
    expect(out.kind).not.toBe('held');
  });

  it('can’t answer in the name of the prelude', async () => {
    const forged = `JSON.parse = () => ({}); String.prototype.indexOf = () => 0; throw { toString: () => 'held:' }`;
    expect(await runCheck(forged, STEP)).toEqual({ kind: 'threw', text: 'held:' });
  });

  it('ends whatever it does with time, memory and stack, and the next one runs', async () => {
    for (const source of [
      'for (;;);',
      'const all = []; for (;;) all.push(new Array(1000).fill(1));',
      `'x'.repeat(2 ** 29)`,
      'const f = () => f(); f()',
      'throw null',
      `Object.defineProperty(Error.prototype, 'message', { get() { throw 1 } }); throw new Error()`,
    ])
      expect((await runCheck(source, STEP)).kind, source).toBe('threw');
    expect(await runCheck('true', STEP)).toEqual({ kind: 'held' });
  });
});

describe('a check in its thread', () => {
  let folder = '';
  let check: Checker;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-check-'));
    const root = resolve(import.meta.dirname, '../../../..');
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '@core': join(root, 'src') } },
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'main/check-worker.ts'),
        outDir: folder,
        rollupOptions: {
          output: { format: 'es', entryFileNames: 'check-worker.mjs', chunkFileNames: '[name].mjs' },
        },
      },
    });
    check = threadChecker(join(folder, 'check-worker.mjs'));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is answered in order, one after the other', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => check(`'${text}'`, STEP)));
    expect(answers).toEqual(['a', 'b', 'c'].map((text) => ({ kind: 'said', text })));
  });

  it('ends with its thread where nothing else ends it, while everything else goes on', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    // A built-in that loops over 2⁵³ members asks nobody whether it may go on.
    const endless = await check('Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)', STEP);
    clearInterval(ticking);
    expect(endless).toMatchObject({ kind: 'threw', text: 'it did not end within 1 s' });
    expect(turns).toBeGreaterThan(5);
    expect(await check('true', STEP)).toEqual({ kind: 'held' });
  });

  it('comes to an answer for any source', async () => {
    const pieces = fc.constantFrom(
      ...[
        'step',
        'true',
        'throw',
        'return',
        '(',
        ')',
        '{',
        '}',
        '=>',
        '`',
        '"',
        ';',
        'globalThis',
        '.constructor',
      ],
      ...[
        'Function("return this")()',
        'while(true)',
        'new Proxy({}, {})',
        '})',
        '(function (step) {',
        '\n',
        '//',
        '/*',
      ],
    );
    const sources = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(sources, async (source) => {
        expect(['held', 'said', 'threw']).toContain((await check(source, STEP)).kind);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('says so where the thread can’t begin', async () => {
    const gone = await threadChecker(join(folder, 'not-there.mjs'))('true', STEP);
    expect(gone).toEqual({ kind: 'threw', text: 'the check’s thread ended' });
  });
});
