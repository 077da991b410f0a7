import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { challengeNames } from '../model/service-model.ts';
import { exceptionMessages } from './exceptions.ts';
import { readWith } from '../problem.ts';
import { FaultRuleSchema } from './rule.ts';
import { readFaultRule, writeFaultRule } from './rule-text.ts';

describe('a rule on one line', () => {
  test.each([
    [
      'RespondToAuthChallenge challenge=SMS_MFA user=ann step=2 chance=0.5 times=1 -> CodeMismatchException "text"',
      {
        match: {
          operation: 'RespondToAuthChallenge',
          challenge: 'SMS_MFA',
          user: 'ann',
          step: 2,
          chance: 0.5,
        },
        times: 1,
        answer: { exception: 'CodeMismatchException', message: 'text' },
      },
    ],
    ['-> delay 2s', { match: {}, answer: { delayMs: 2_000 } }],
    ['Admin* -> throttle 5/s', { match: { operation: 'Admin*' }, answer: { throttle: { perSecond: 5 } } }],
    ['-> cut 20', { match: {}, answer: { cut: 20 } }],
    ['-> html 503', { match: {}, answer: { html: 503 } }],
    ['-> redirect 302', { match: {}, answer: { redirect: 302 } }],
    ['-> contentType text/plain', { match: {}, answer: { contentType: 'text/plain' } }],
    ['-> oversize 17000000', { match: {}, answer: { oversize: 17_000_000 } }],
    ['-> delay 1s then unnamed 502', { match: {}, answer: { delayMs: 1_000, unnamed: 502 } }],
    ['  user="a b"   ->   drop ', { match: { user: 'a b' }, answer: { drop: true } }],
    ['id=slow -> delay 250ms then drop', { id: 'slow', match: {}, answer: { delayMs: 250, drop: true } }],
    ['-> "drop"', { match: {}, answer: { exception: 'drop' } }],
    ['-> X#Y status=429', { match: {}, answer: { exception: 'X#Y', status: 429 } }],
  ])('%s', (line, rule) => {
    expect(readFaultRule(line)).toEqual({ value: rule });
  });

  test.each([
    ['', 'put “->” before what happens, for example: InitiateAuth -> TooManyRequestsException'],
    ['InitiateAuth', 'put “->” before what happens, for example: InitiateAuth -> TooManyRequestsException'],
    [
      '->',
      'answer: say what happens: an exception’s name, delay, throttle, cut, html, redirect, contentType, oversize, unnamed, drop',
    ],
    [
      '-> then drop',
      'answer: say what happens: an exception’s name, delay, throttle, cut, html, redirect, contentType, oversize, unnamed, drop',
    ],
    ['-> delay 2', 'answer.delayMs: write a delay as 500ms or 2s'],
    ['-> delay', 'answer.delayMs: write a delay as 500ms or 2s'],
    ['-> delay 2s drop', 'answer.delayMs: write a delay as 500ms or 2s'],
    ['-> delay 601s', 'answer.delayMs: must be a whole number of milliseconds from 0 to 600000'],
    ['-> throttle 5', 'answer.throttle: write a throttle as 5/s'],
    ['-> throttle 0/s', 'answer.throttle.perSecond: must be a whole number from 1 to 1000'],
    ['-> cut x', 'answer.cut: write how many bytes arrive, as in cut 20'],
    ['-> html 99', 'answer.html: must be an HTTP status from 200 to 599'],
    ['-> redirect 200', 'answer.redirect: must be the HTTP status of a redirect from 301 to 308'],
    ['-> redirect', 'answer.redirect: write the redirect’s status, as in redirect 302'],
    ['-> contentType', 'answer.contentType: write what it is announced as, as in contentType text/plain'],
    ['-> contentType html', 'answer.contentType: must be a content type, such as text/plain'],
    ['-> oversize 20000001', 'answer.oversize: must be a number of bytes from 1 to 20000000'],
    ['-> unnamed 200', 'answer.unnamed: must be the HTTP status of an error from 400 to 599'],
    ['-> drop now', 'answer.drop: write drop alone'],
    ['-> drop then drop', 'answer.drop: is given twice; keep one'],
    [
      '-> drop then cut 1',
      'answer: can have only one of exception, throttle, cut, html, redirect, contentType, oversize, unnamed, drop (delayMs may stand with it)',
    ],
    ['-> AException text', 'answer: write AException "message" status=400; both may be left out'],
    ['-> AException "a" "b"', 'answer: write AException "message" status=400; both may be left out'],
    ['-> AException status=x', 'answer.status: must be an HTTP status from 200 to 599'],
    ['stp=1 -> drop', 'stp: is unknown here; use challenge=, user=, step=, chance=, times=, id='],
    ['step=0 -> drop', 'match.step: must be a whole number from 1 to 1000000'],
    ['step=two -> drop', 'match.step: must be a whole number from 1 to 1000000'],
    ['chance=2 -> drop', 'match.chance: must be a number from 0 to 1'],
    ['A B -> drop', 'operation: is given twice; keep one'],
    ['challenge=SMS -> drop', `match.challenge: must be one of ${challengeNames.join(', ')}`],
    ['user="a -> drop', 'cannot read from “user="a -> drop” on: close the quotes and put a space after them'],
    [
      'user="a"b -> drop',
      'cannot read from “user="a"b -> drop” on: close the quotes and put a space after them',
    ],
  ])('%s: told what to do', (line, problem) => {
    expect(readFaultRule(line)).toEqual({ problem });
  });
});

describe('the schema', () => {
  test.each([
    [{}, 'id: is missing'],
    ['x', 'must be an object'],
    [
      { id: 'a', match: {}, answer: { drop: true }, wenn: 1 },
      'wenn: is unknown here; the fields are id, match, times, answer',
    ],
    [{ id: 'a', match: 1, answer: {} }, 'match: must be an object'],
    [
      { id: 'a', match: {}, answer: {} },
      'answer: must have one of exception, throttle, cut, html, redirect, contentType, oversize, unnamed, drop or delayMs',
    ],
    [
      { id: 'a', match: {}, answer: { drop: true, message: 'x' } },
      'answer: message and status belong to an exception: name one, or leave them out',
    ],
    [
      { id: 'a b', match: {}, answer: {} },
      'id: must be up to 64 letters, digits, dots, dashes or underscores',
    ],
  ])('%j: %s', (input, problem) => {
    expect(readWith(FaultRuleSchema, input)).toEqual({ problem });
  });
});

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const token = (pattern: RegExp) => fc.stringMatching(pattern);
const exception = fc.record({
  exception: fc.oneof(
    fc.constantFrom('drop', 'delay', 'then', '->', 'a=b', '"', ...Object.keys(exceptionMessages)),
    token(/^[\x21-\x7e]{1,128}$/),
  ),
  message: optional(text),
  status: optional(fc.integer({ min: 200, max: 599 })),
});
const delayMs = fc.oneof(
  fc.integer({ min: 0, max: 600 }).map((s) => s * 1_000),
  fc.integer({ min: 0, max: 600_000 }),
);
const kind = fc.oneof<fc.Arbitrary<object>[]>(
  exception,
  fc.record({ throttle: fc.record({ perSecond: fc.integer({ min: 1, max: 1_000 }) }) }),
  fc.record({ cut: fc.integer({ min: 0, max: 1_000_000 }) }),
  fc.record({ html: fc.integer({ min: 200, max: 599 }) }),
  fc.record({ redirect: fc.integer({ min: 301, max: 308 }) }),
  fc.record({ contentType: token(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/) }),
  fc.record({ oversize: fc.integer({ min: 1, max: 20_000_000 }) }),
  fc.record({ unnamed: fc.integer({ min: 400, max: 599 }) }),
  fc.constant({ drop: true }),
);
const rules = fc.record({
  id: token(/^[\w.-]{1,64}$/),
  match: fc.record({
    operation: optional(token(/^[A-Za-z*]{1,64}$/)),
    challenge: optional(fc.constantFrom(...challengeNames)),
    user: optional(text.filter((user) => user !== '')),
    step: optional(fc.integer({ min: 1, max: 1_000_000 })),
    chance: optional(fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs)),
  }),
  times: optional(fc.integer({ min: 1, max: 1_000_000 })),
  answer: fc.oneof(
    kind,
    fc.record({ delayMs }),
    fc.tuple(fc.record({ delayMs }), kind).map(([delay, other]) => ({ ...delay, ...other })),
  ),
});

test('any rule reads back from its line', () => {
  fc.assert(
    fc.property(rules, (written) => {
      const rule = readWith(FaultRuleSchema, JSON.parse(JSON.stringify(written)));
      if (rule.problem !== undefined) throw new Error(rule.problem);
      const line = writeFaultRule(rule.value);
      expect(line).not.toMatch(/[\r\n]/);
      expect(readFaultRule(line)).toEqual(rule);
    }),
    { numRuns: 2_000 },
  );
});

test('any line is read or refused with a reason', () => {
  const word = fc.oneof(fc.constantFrom('->', 'then', 'delay', 'drop', 'user=', '"', 'step=1', '2s'), text);
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const { problem } = readFaultRule(words.join(' '));
      expect(problem).not.toBe('');
    }),
  );
});
