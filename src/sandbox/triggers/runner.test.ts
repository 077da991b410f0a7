import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { countingRandom } from '../testing.ts';
import { createTriggerRunner } from './runner.ts';

const MILLISECONDS = 300;
/** For runs that another limit ends. */
const LONG = 10_000;
const NOW = Date.UTC(2026, 8, 8, 9, 5, 7);
const runner = createTriggerRunner(countingRandom());
const run = (
  source: string,
  event: JsonObject = { request: {}, response: {} },
  milliseconds = MILLISECONDS,
) => runner.run(source, event, { now: NOW, milliseconds });
const body = (code: string) => `export const handler = async (event) => { ${code} };`;

describe('a trigger as people paste it from Lambda', () => {
  it.each([
    'export const handler = async (event) => { event.response.ok = true; return event; };',
    'export async function handler(event) { event.response.ok = true; return event; }',
    'export default (event) => ({ ...event, response: { ok: true } });',
    'const ok = await true;\nexport const handler = (event) => ({ ...event, response: { ok } });',
    'exports.handler = async (event) => { event.response.ok = true; return event; };',
    'exports.handler = (event, context, callback) => { event.response.ok = true; callback(null, event); };',
    'exports.handler = (event, context) => { event.response.ok = true; context.done(null, event); };',
    'exports.handler = (event, context) => { event.response.ok = true; context.succeed(event); };',
    '"use strict";\nmodule.exports = { handler(event) { event.response.ok = true; return event; } };',
    'module.exports.handler = function (event, context, callback) {\n  Promise.resolve().then(() => { event.response.ok = true; callback(null, event); });\n};',
    'function handler(event) { event.response.ok = true; return event; }',
    'const handler = async (event) => { event.response.ok = true; return event; };',
    'async (event) => { event.response.ok = true; return event; }',
    '// denies nobody\nasync function (event) { event.response.ok = true; return event; };\n',
  ])('%s', async (source) => {
    const event = { request: {}, response: {} };
    const expected = { outcome: 'returned', value: { request: {}, response: { ok: true } }, logs: [] };
    expect(await run(source, event)).toMatchObject(expected);
    expect(await runner.check(source)).toEqual({});
    expect(event).toEqual({ request: {}, response: {} });
  });

  it.each([
    ['export const handler = (event) => {\n  let = ;\n};', 'SyntaxError: variable name expected', 2],
    ['const a = 1;\n\nexports.handler = (event => event;', "SyntaxError: expecting ')'", 3],
  ])('says where %j cannot be read', async (source, problem, line) => {
    expect(await runner.check(source)).toEqual({ problem, line });
    const message = `${problem} (line ${String(line)})`;
    expect(await run(source)).toMatchObject({ outcome: 'threw', message });
  });

  it.each(['const x = 1;', '', 'export const handle = 1;', 'exports.handler = "text";'])(
    'finds no handler in %j',
    async (source) => {
      const { problem } = await runner.check(source);
      expect(problem).toBe('There is no handler. Write one: export const handler = async (event) => event;');
      const message = 'index.handler is undefined or not exported';
      expect(await run(source)).toMatchObject({ outcome: 'threw', message });
    },
  );
});

describe('what a trigger throws', () => {
  it.each([
    ['throw new Error("No entry")', 'No entry'],
    ['throw "just text"', 'just text'],
    ['throw 42', '42'],
    ['throw { toString: () => "an object" }', 'an object'],
    ['throw null', /^callback called with Error argument/],
    ['throw { toString() { throw 1 } }', /^callback called with Error argument/],
    ['await fetch("https://example.com")', 'fetch is not defined'],
    ['setTimeout(() => {}, 1)', 'setTimeout is not defined'],
    ['require("aws-sdk")', 'require is not defined'],
    ['return 10n', 'Unable to stringify response body'],
    ['event.me = event; return event', 'Unable to stringify response body'],
  ])('%s', async (code, message) => {
    const ended = await run(body(code));
    expect(ended.outcome).toBe('threw');
    expect('message' in ended && ended.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  it('counts what was told to the callback, and only the first time', async () => {
    const first =
      'exports.handler = (event, context, callback) => { callback("No entry"); callback(null, event); };';
    expect(await run(first)).toMatchObject({ outcome: 'threw', message: 'No entry' });
  });

  it('cannot import', async () => {
    const source = 'import aws from "aws-sdk";\nexport const handler = aws;';
    expect(await run(source)).toMatchObject({
      outcome: 'threw',
      message: "ReferenceError: could not load module 'aws-sdk'",
    });
  });

  it('gives no value for nothing', async () => {
    expect(await run(body(''))).toMatchObject({ outcome: 'returned', value: undefined });
  });
});

describe('time and memory', () => {
  it.each([
    body('for (;;);'),
    body('for (;;) await 0;'),
    body('for (;;) { try { for (;;); } catch {} }'),
    body('return /(a+)+$/.test("a".repeat(60) + "b")'),
    body('return [1, 2].sort(() => { for (;;); })'),
    'for (;;);',
  ])('%s is stopped', async (source) => {
    const ended = await run(source);
    expect(ended).toMatchObject({ outcome: 'timed out', waiting: false });
    expect(ended.ms).toBeLessThan(MILLISECONDS * 5);
  });

  it.each([
    body('await new Promise(() => {})'),
    'exports.handler = (event, context, callback) => {};',
    'await new Promise(() => {});\nexport const handler = 1;',
  ])('%s waits for nothing, which is seen at once', async (source) => {
    const ended = await run(source);
    expect(ended).toMatchObject({ outcome: 'timed out', waiting: true });
    expect(ended.ms).toBeLessThan(MILLISECONDS);
  });

  it.each([
    'const all = []; for (;;) all.push(new Uint8Array(2 ** 20))',
    'const all = []; for (;;) all.push({})',
    'let all = {}; for (;;) all = { all }',
    'const all = new Map(); for (let i = 0; ; i++) all.set(i, i)',
  ])('has an end to its memory: %s', async (code) => {
    const ended = await run(body(code), {}, LONG);
    expect(ended).toMatchObject({ outcome: 'threw', message: 'out of memory' });
    expect(await run(body('throw null'))).toMatchObject({
      message: expect.stringMatching(/^callback/) as string,
    });
  });

  it.each([
    ['a response too large', 'return "x".repeat(2e6)', /^Response is larger than/],
    [
      'a response nested deeply',
      'let a = []; for (let i = 0; i < 80; i++) a = [a]; return a',
      /nested deeper/,
    ],
    [
      'a response nested without end',
      'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a',
      /overflow/,
    ],
    ['text nested without end', 'return JSON.parse("[".repeat(1e5))', /overflow/],
    ['a function that calls itself', 'const f = () => f() + 1; return f()', /overflow/],
  ])('refuses %s and goes on working', async (_, code, message) => {
    const ended = await run(body(code), {}, LONG);
    expect(ended).toMatchObject({ outcome: 'threw', message: expect.stringMatching(message) as string });
    expect(await run(body('return event'), { a: 1 })).toMatchObject({ value: { a: 1 } });
  });

  it('mends itself for all that waited together', async () => {
    const deep = body('return JSON.parse("[".repeat(1e5))');
    const [, ...others] = await Promise.all(
      [deep, ...Array<string>(3).fill(body('return 1'))].map((s) => run(s)),
    );
    expect(others.map((ended) => 'value' in ended && ended.value)).toEqual([1, 1, 1]);
  });
});

describe('isolation', () => {
  it.each([
    'return [typeof process, typeof Buffer, typeof require, typeof setTimeout, typeof fetch, typeof WebAssembly]',
    'const f = (() => {}).constructor; return ["process", "Buffer", "require", "setTimeout", "fetch", "WebAssembly"].map((name) => f("return typeof " + name)())',
    'const f = console.log.constructor; return ["process", "Buffer", "require", "setTimeout", "fetch", "WebAssembly"].map((name) => f("return typeof " + name)())',
    'const f = crypto.randomUUID.constructor.constructor; return ["process", "Buffer", "require", "setTimeout", "fetch", "WebAssembly"].map((name) => f("return typeof " + name)())',
  ])('reaches nothing of the process: %s', async (code) => {
    expect(await run(body(code))).toMatchObject({ value: Array(6).fill('undefined') });
  });

  it('takes nothing over from an earlier run', async () => {
    const spoil =
      'globalThis.mark = 1; Object.prototype.mark = 1; Array.prototype.push = null; JSON.parse = null; Promise.prototype.then = null;';
    expect((await run(body(`${spoil} return 1`))).outcome).toBe('returned');
    expect(
      await run(body('return [typeof mark, typeof {}.mark, typeof [].push, typeof JSON.parse]')),
    ).toMatchObject({
      value: ['undefined', 'undefined', 'function', 'function'],
    });
  });

  it('hands back plain data whatever the names', async () => {
    const ended = await run(body('return JSON.parse(\'{"__proto__":{"admin":true},"constructor":1}\')'));
    const value = 'value' in ended ? (ended.value as JsonObject) : {};
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as JsonObject)['admin']).toBeUndefined();
    expect(value['admin']).toBeUndefined();
  });

  it('sees nothing of what the trigger does to JSON', async () => {
    expect(await run(body('JSON.stringify = () => "{{{"; return { a: 1 }'))).toMatchObject({
      value: { a: 1 },
    });
    expect(await run(body('return { toJSON: () => undefined }'))).toMatchObject({ value: undefined });
  });
});

describe('what a trigger finds', () => {
  it('is the time of the sandbox', async () => {
    const ended = await run(
      body(
        'return [Date.now(), new Date().getTime(), Date.parse(Date()), new Date(5).getTime(), new Date() instanceof Date]',
      ),
    );
    const [now, made, printed, given, isDate] = ('value' in ended ? ended.value : []) as number[];
    expect(now! - NOW).toBeLessThan(1_000);
    expect(made! - NOW).toBeLessThan(1_000);
    expect(Math.abs(printed! - NOW)).toBeLessThan(2_000);
    expect([given, isDate]).toEqual([5, true]);
  });

  it('is randomness for codes', async () => {
    const ended = await run(
      body(
        'return [crypto.randomInt(100000, 1000000), crypto.randomInt(10), crypto.randomUUID(), ...crypto.getRandomValues(new Uint8Array(2))]',
      ),
    );
    const [code, digit, uuid, ...bytes] = ('value' in ended ? ended.value : []) as [
      number,
      number,
      string,
      ...number[],
    ];
    expect(String(code)).toMatch(/^[1-9]\d{5}$/);
    expect(String(digit)).toMatch(/^\d$/);
    expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(bytes).toHaveLength(2);
  });

  it('is a console, whose text is kept within bounds', async () => {
    const { logs } = await run(
      body('console.log("code", 7, { a: [1] }, null, new Error("e")); console.error("x".repeat(1e6))'),
    );
    expect(logs[0]).toBe('code 7 {"a":[1]} null Error: e');
    expect(logs[1]).toHaveLength(4_000);
    const many = await run(
      body('for (let i = 0; i < 150; i++) console.log(i); console.log({ toJSON() { throw 1 } })'),
    );
    expect(many.logs).toHaveLength(101);
    expect(many.logs.at(-1)).toBe('(51 more lines are not kept)');
  });
});

it('gets any event and gives any value back unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), async (event) => {
      const plain = JSON.parse(JSON.stringify(event)) as JsonObject;
      const ended = await run(body('return event'), plain);
      expect('value' in ended && JSON.stringify(ended.value)).toBe(JSON.stringify(plain));
    }),
    { numRuns: 100 },
  );
});
