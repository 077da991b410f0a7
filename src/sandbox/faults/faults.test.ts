import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countingRandom } from '../testing.ts';
import { createFaults, type Faults } from './faults.ts';
import { matchesGlob } from './glob.ts';
import { readRule, readRules } from './read-rules.ts';

const OPERATIONS = ['InitiateAuth', 'RespondToAuthChallenge', 'AdminInitiateAuth', 'GetUser'];

function faultsFrom(...lines: string[]): { faults: Faults; clock: { ms: number } } {
  const clock = { ms: 1_000_000 };
  const faults = createFaults({ random: countingRandom(), now: () => clock.ms });
  const rules = readRules(lines, OPERATIONS);
  if (rules.problem !== undefined) throw new Error(rules.problem);
  faults.replace(rules.value);
  return { faults, clock };
}

/** Which rule answers, `-` for none. `names`: the canonical one first. */
function picked(
  faults: Faults,
  operation: string,
  names: readonly string[] = [],
  challenge?: string,
): string {
  const call = { operation, userNames: () => names, ...(challenge === undefined ? {} : { challenge }) };
  return faults.pick(call)?.id ?? '-';
}

describe('which calls a rule is about', () => {
  test('operation, with globs', () => {
    const { faults } = faultsFrom(
      'GetUser id=one -> drop',
      'Admin* id=admin -> drop',
      '*Auth id=auth -> drop',
    );
    expect(
      ['GetUser', 'AdminInitiateAuth', 'InitiateAuth', 'RespondToAuthChallenge'].map((o) =>
        picked(faults, o),
      ),
    ).toEqual(['one', 'admin', 'auth', '-']);
  });

  test('challenge', () => {
    const { faults } = faultsFrom('challenge=SMS_MFA id=sms -> drop');
    expect(picked(faults, 'RespondToAuthChallenge', [], 'SMS_MFA')).toBe('sms');
    expect(picked(faults, 'RespondToAuthChallenge', [], 'EMAIL_OTP')).toBe('-');
    expect(picked(faults, 'RespondToAuthChallenge')).toBe('-');
  });

  test('user, by any of the names and in any case', () => {
    const { faults } = faultsFrom('user=Ann@example.com id=ann -> drop');
    expect(picked(faults, 'GetUser', ['ann', 'ann@EXAMPLE.com'])).toBe('ann');
    expect(picked(faults, 'GetUser', ['bob'])).toBe('-');
    expect(picked(faults, 'GetUser')).toBe('-');
  });

  test('nobody is asked for names that no rule needs', () => {
    const { faults } = faultsFrom('id=any -> drop');
    const call = {
      operation: 'GetUser',
      userNames: () => {
        throw new Error('asked');
      },
    };
    expect(faults.pick(call)?.id).toBe('any');
  });

  test('step: the nth call that meets the rest, counted per user', () => {
    const { faults } = faultsFrom('RespondToAuthChallenge challenge=SMS_MFA step=2 id=second -> drop');
    const answer = (name: string) => picked(faults, 'RespondToAuthChallenge', [name, 'alias'], 'SMS_MFA');
    expect(answer('ann')).toBe('-');
    expect(picked(faults, 'RespondToAuthChallenge', ['ann'], 'EMAIL_OTP')).toBe('-');
    expect(answer('bob')).toBe('-');
    expect(answer('ANN')).toBe('second');
    expect(answer('ann')).toBe('-');
    expect(answer('bob')).toBe('second');
  });

  test('step counts calls that another rule answered', () => {
    const { faults } = faultsFrom('step=1 id=first -> drop', 'step=2 id=second -> cut 1');
    expect([1, 2, 3].map(() => picked(faults, 'GetUser', ['ann']))).toEqual(['first', 'second', '-']);
  });

  test('setting rules starts the counts over', () => {
    const { faults } = faultsFrom('step=1 id=first -> drop');
    expect(picked(faults, 'GetUser')).toBe('first');
    expect(picked(faults, 'GetUser')).toBe('-');
    faults.replace([{ match: { step: 1 }, answer: { drop: true }, id: 'first' }]);
    expect(picked(faults, 'GetUser')).toBe('first');
  });

  test('times: so often, then the next rule has its turn', () => {
    const { faults } = faultsFrom('times=2 id=twice -> drop', 'id=then -> cut 1');
    expect([1, 2, 3, 4].map(() => picked(faults, 'GetUser'))).toEqual(['twice', 'twice', 'then', 'then']);
    expect(faults.list().map(({ id, fired }) => [id, fired])).toEqual([
      ['twice', 2],
      ['then', 2],
    ]);
  });

  test.each([
    [0, 0, 0],
    [0.25, 180, 320],
    [1, 1_000, 1_000],
  ])('chance %d: fires for about so many calls', (chance, least, most) => {
    const { faults } = faultsFrom(`chance=${String(chance)} id=some -> drop`);
    const fired = Array.from({ length: 1_000 }, () => picked(faults, 'GetUser')).filter(
      (id) => id === 'some',
    ).length;
    expect(fired).toBeGreaterThanOrEqual(least);
    expect(fired).toBeLessThanOrEqual(most);
  });
});

describe('a throttle', () => {
  test('refuses what is over the rate within a second, by the sandbox’s clock', () => {
    const { faults, clock } = faultsFrom('id=slow -> throttle 2/s');
    const call = () => picked(faults, 'GetUser');
    expect([call(), call(), call()]).toEqual(['-', '-', 'slow']);
    clock.ms += 999;
    expect(call()).toBe('slow');
    clock.ms += 1;
    expect([call(), call(), call()]).toEqual(['-', '-', 'slow']);
  });

  test('never lets more than its rate through in any second', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }), (gaps) => {
        const { faults, clock } = faultsFrom('id=slow -> throttle 3/s');
        const passed = gaps.flatMap((gap) => {
          clock.ms += gap;
          return picked(faults, 'GetUser') === '-' ? [clock.ms] : [];
        });
        for (const at of passed) {
          expect(passed.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  test('a clock that was set back starts it anew', () => {
    const { faults, clock } = faultsFrom('id=slow -> throttle 1/s');
    expect([picked(faults, 'GetUser'), picked(faults, 'GetUser')]).toEqual(['-', 'slow']);
    clock.ms -= 86_400_000;
    expect(picked(faults, 'GetUser')).toBe('-');
  });
});

describe('the list', () => {
  test('gives ids, adds, replaces by id and removes', () => {
    const { faults } = faultsFrom('-> drop', 'id=mine -> drop');
    expect(faults.list()).toEqual([
      { id: 'fault-1', match: {}, answer: { drop: true }, text: 'id=fault-1 -> drop', fired: 0 },
      { id: 'mine', match: {}, answer: { drop: true }, text: 'id=mine -> drop', fired: 0 },
    ]);
    expect(faults.add({ match: {}, answer: { cut: 1 } }).id).toBe('fault-2');
    faults.add({ id: 'mine', match: {}, answer: { html: 503 } });
    expect(faults.list().map(({ id, answer }) => [id, answer])).toEqual([
      ['fault-1', { drop: true }],
      ['mine', { html: 503 }],
      ['fault-2', { cut: 1 }],
    ]);
    expect(faults.remove('fault-1')).toBe(true);
    expect(faults.remove('fault-1')).toBe(false);
    expect(faults.add({ match: {}, answer: { cut: 1 } }).id).toBe('fault-1');
  });

  test('made-up user names fill no memory', () => {
    const { faults } = faultsFrom('step=2 id=second -> drop');
    expect(picked(faults, 'GetUser', ['ann'])).toBe('-');
    for (let index = 0; index < 10_000; index += 1) picked(faults, 'GetUser', [`user-${String(index)}`]);
    // Forgotten meanwhile, so this counts as the first call again.
    expect(picked(faults, 'GetUser', ['ann'])).toBe('-');
    expect(picked(faults, 'GetUser', ['user-9999'])).toBe('second');
  });
});

test('a given id goes before a made-up one', () => {
  const { faults } = faultsFrom('-> drop', 'id=fault-1 -> cut 1');
  expect(faults.list().map(({ id }) => id)).toEqual(['fault-2', 'fault-1']);
});

describe('reading rules', () => {
  test('lines and objects may stand in one list', () => {
    const rules = readRules(['-> drop', { match: {}, answer: { cut: 1 } }], OPERATIONS);
    expect(rules).toEqual({
      value: [
        { match: {}, answer: { drop: true } },
        { match: {}, answer: { cut: 1 } },
      ],
    });
  });

  test.each([
    ['x', 'must be a list of fault rules'],
    [['-> drop', '-> cut'], 'rule 2: answer.cut: write how many bytes arrive, as in cut 20'],
    [['id=a -> drop', 'id=a -> cut 1'], 'rule 2: id: a is taken by an earlier rule; choose another'],
    [[7], 'rule 1: must be an object'],
  ])('%j: told where and what', (input, problem) => {
    expect(readRules(input, OPERATIONS)).toEqual({ problem });
  });

  test('so many rules and no more', () => {
    const rules = Array<string>(1_001).fill('-> drop');
    expect(readRules(rules, OPERATIONS).problem).toBe('must hold at most 1000 rules');
    expect(readRules(rules.slice(1), OPERATIONS).value).toHaveLength(1_000);
  });

  test.each([
    ['CodeMismatchExeption', 'CodeMismatchException'],
    ['CodeMissmatchException', 'CodeMismatchException'],
    ['codemismatchexception', 'CodeMismatchException'],
    ['CodeMismatchError', 'CodeMismatchException'],
    ['TooManyRequestException', 'TooManyRequestsException'],
    ['com.amazonaws#NotAuthorisedException', 'NotAuthorizedException'],
  ])('%s is a slip', (exception, meant) => {
    const problem = `answer.exception: ${exception} is no exception here; is ${meant} meant?`;
    expect(readRule(`-> ${exception}`, OPERATIONS)).toEqual({ problem });
    expect(readRule({ match: {}, answer: { exception } }, OPERATIONS)).toEqual({ problem });
  });

  test.each([
    'BrandNewException',
    'ThrottlingException',
    'ValidationError',
    'X#Y',
    'AException',
    'InternalFailure',
  ])('%s is like none, and taken', (exception) => {
    expect(readRule(`-> ${exception}`, OPERATIONS)).toEqual({ value: { match: {}, answer: { exception } } });
  });

  test('an operation that nothing matches is a typo', () => {
    expect(readRule('RespondToAuthChalenge -> drop', OPERATIONS)).toEqual({
      problem:
        'match.operation: RespondToAuthChalenge is no operation here; is RespondToAuthChallenge or InitiateAuth meant?',
    });
  });
});

test('globs match as the same regular expression does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  const globs = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  fc.assert(
    fc.property(globs, letters, (glob, name) => {
      expect(matchesGlob(glob, name)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(name));
    }),
    { numRuns: 2_000 },
  );
});
