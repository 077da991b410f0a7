import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { type Chain, chainOf } from '../model.ts';
import { bodyOf, challenge, refused, story, type StoryStep } from '../testing/story.ts';
import { align } from './align.ts';
import { diffChains } from './chain.ts';
import { diffClaims, LIFETIME } from './claims.ts';
import { chainDiffAsMarkdown, claimDiffAsMarkdown } from './markdown.ts';

function chain(steps: readonly StoryStep[], about: Parameters<typeof story>[1] = {}): Chain {
  const made = chainOf(story(steps, about));
  if (!made) throw new Error('the story did not start a chain');
  return made;
}

const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
const alike = {
  score: (a: string, b: string) => (a === b ? 2 : 0),
  key: (a: string) => a,
};

describe('align', () => {
  it('keeps both orders and loses nothing', () => {
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const rows = align(left, right, alike);
        expect(rows.flatMap((row) => row.left ?? [])).toEqual(left);
        expect(rows.flatMap((row) => row.right ?? [])).toEqual(right);
      }),
    );
  });

  it('swaps when the sides are swapped', () => {
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const matched = (rows: ReturnType<typeof align<string>>, swapped: boolean) => {
          let [i, j] = [0, 0];
          return rows.flatMap((row) => {
            const pair = row.left !== undefined && row.right !== undefined ? [swapped ? [j, i] : [i, j]] : [];
            if (row.left !== undefined) i += 1;
            if (row.right !== undefined) j += 1;
            return pair;
          });
        };
        expect(matched(align(right, left, alike), true)).toEqual(matched(align(left, right, alike), false));
      }),
    );
  });

  it('finds nothing between a sequence and itself', () => {
    fc.assert(
      fc.property(letters, (items) => {
        expect(align(items, items, alike)).toEqual(items.map((item) => ({ left: item, right: item })));
      }),
    );
  });
});

const anyStep = fc.record({
  answers: fc.constantFrom('PASSWORD_VERIFIER', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA'),
  outcome: fc.constantFrom(challenge('SMS_MFA', 's1'), refused('CodeMismatchException', 'no'), {
    kind: 'tokens',
    newDevice: false,
  } as const),
});
const anyChain = fc.array(anyStep, { minLength: 1, maxLength: 8 }).map((steps) =>
  chain(
    steps.map((step, at): StoryStep => ({
      ...step,
      id: String(at),
      parent: at === 0 ? null : String(at - 1),
    })),
  ),
);

describe('diffChains', () => {
  it('finds nothing between a chain and itself', () => {
    fc.assert(
      fc.property(anyChain, (one) => {
        expect(diffChains(one, one).differences).toBe(0);
      }),
    );
  });

  it('has as many differences whichever side is left', () => {
    fc.assert(
      fc.property(anyChain, anyChain, (a, b) => {
        expect(diffChains(a, b).differences).toBe(diffChains(b, a).differences);
      }),
    );
  });

  const asked: StoryStep = {
    id: 'a',
    parent: null,
    answers: 'USER_SRP_AUTH',
    request: { body: bodyOf({ AuthParameters: { USERNAME: 'ann', SRP_A: 'b1' }, ClientId: 'one' }) },
    outcome: challenge('PASSWORD_VERIFIER', undefined, { SALT: '5f', SRP_B: '01', USER_ID_FOR_SRP: 'ann' }),
  };
  const answered = (outcome: StoryStep['outcome'] & object, id = 'b'): StoryStep => ({
    id,
    parent: 'a',
    answers: 'PASSWORD_VERIFIER',
    outcome,
  });

  it('names request keys, parameters, errors and Sessions that differ, and no fresh values', () => {
    const left = chain([asked, answered(challenge('SOFTWARE_TOKEN_MFA', 's1'))]);
    const right = chain([
      {
        ...asked,
        request: {
          body: bodyOf({
            AuthParameters: { USERNAME: 'ann@x.io', SRP_A: 'c9', DEVICE_KEY: 'k' },
            ClientId: 'one',
          }),
        },
        outcome: challenge('PASSWORD_VERIFIER', 's9', { SALT: '60', SRP_B: '02', USER_ID_FOR_SRP: 'ann' }),
      },
      answered(refused('NotAuthorizedException', 'Incorrect username or password.')),
    ]);
    const [first, second] = diffChains(left, right).pairs;
    expect(first?.changes.map(({ part, key }) => `${part} ${key}`)).toEqual([
      'request AuthParameters.USERNAME',
      'request AuthParameters.DEVICE_KEY',
      'ChallengeParameters SALT',
      'Session brings',
    ]);
    expect(second?.changes.map(({ part, key }) => `${part} ${key}`)).toEqual([
      'outcome asks',
      'outcome status',
      'outcome error',
      'outcome message',
      'Session brings',
    ]);
  });

  it('puts a retry that one chain lacks by itself, and the tries that fit together', () => {
    const wrong = {
      id: 'w',
      parent: 'a',
      answers: 'PASSWORD_VERIFIER',
      outcome: refused('CodeMismatchException'),
    };
    const left = chain([asked, answered({ kind: 'tokens', newDevice: false })]);
    const right = chain([asked, wrong, answered({ kind: 'tokens', newDevice: false })]);
    const rows = diffChains(left, right).pairs.map((pair) => [pair.left?.id, pair.right?.id]);
    expect(rows).toEqual([
      ['a', 'a'],
      [undefined, 'w'],
      ['b', 'b'],
    ]);
  });

  it('does not compare what is masked, only whether it is there', () => {
    const secret = (mask: string): StoryStep => ({
      ...asked,
      request: {
        body: bodyOf({ AuthParameters: { USERNAME: 'ann', SECRET_HASH: mask } }, [
          { pointer: '/AuthParameters/SECRET_HASH', kind: 'opaque', mask },
        ]),
      },
    });
    expect(diffChains(chain([secret('aaaa… 44 chars')]), chain([secret('bbbb… 44 chars')])).differences).toBe(
      0,
    );
    const without = chain([{ ...asked, request: { body: bodyOf({ AuthParameters: { USERNAME: 'ann' } }) } }]);
    expect(diffChains(chain([secret('aaaa… 44 chars')]), without).pairs[0]?.changes).toEqual([
      { part: 'request', key: 'AuthParameters.SECRET_HASH', left: 'aaaa… 44 chars' },
    ]);
  });

  it('tells a time only where it is notable', () => {
    const took = (ms: number) => chain([{ ...asked, took: ms }]);
    expect(diffChains(took(80), took(140)).differences).toBe(0);
    expect(diffChains(took(80), took(900)).pairs[0]?.changes).toEqual([
      { part: 'timing', key: 'total', left: '80 ms', right: '900 ms' },
    ]);
  });

  it('is Markdown whatever the texts hold', () => {
    const odd = chain([answered(refused('X', 'a | `b`\nc'))].map((step) => ({ ...step, parent: null })));
    const text = chainDiffAsMarkdown(diffChains(odd, chain([asked])), { left: 'a|b', right: 'c' });
    for (const line of text.split('\n').filter((each) => each.startsWith('|')))
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(5);
  });
});

describe('diffClaims', () => {
  const claims = fc.dictionary(
    fc.constantFrom('sub', 'exp', 'iat', 'scope', 'cognito:groups', 'email'),
    fc.oneof(
      fc.string(),
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.array(fc.string(), { maxLength: 3 }),
    ),
  );
  const differing = (a: JsonObject, b: JsonObject) => diffClaims(a, b).filter(({ kind }) => kind !== 'same');

  it('finds nothing between a token and itself, and mirrors when swapped', () => {
    fc.assert(
      fc.property(claims, claims, (a, b) => {
        expect(differing(a as JsonObject, a as JsonObject)).toEqual([]);
        const mirror = { added: 'removed', removed: 'added', changed: 'changed', same: 'same' };
        expect(diffClaims(b as JsonObject, a as JsonObject).map(({ kind }) => kind)).toEqual(
          diffClaims(a as JsonObject, b as JsonObject).map(({ kind }) => mirror[kind]),
        );
      }),
    );
  });

  it('takes groups and scopes as sets', () => {
    expect(differing({ 'cognito:groups': ['a', 'b'] }, { 'cognito:groups': ['b', 'a'] })).toEqual([]);
    expect(differing({ scope: 'openid email' }, { scope: 'email phone' })[0]?.members).toEqual({
      onlyLeft: ['openid'],
      onlyRight: ['phone'],
    });
  });

  it('says how far times are apart, what is new in every token, and the lifetime', () => {
    const rows = diffClaims({ iat: 100, exp: 3_700 }, { iat: 220, exp: 520 });
    expect(rows.find(({ name }) => name === 'iat')).toMatchObject({ apart: '2 min later', fresh: true });
    expect(rows.find(({ name }) => name === LIFETIME)).toMatchObject({ left: '1 h', right: '5 min' });
    expect(claimDiffAsMarkdown(rows, { left: 'a', right: 'b' })).toContain('1970-01-01T00:01:40.000Z');
  });

  it('says what a difference tells', () => {
    expect(differing({}, { device_key: 'k' })[0]).toMatchObject({ kind: 'added' });
    expect(differing({}, { device_key: 'k' })[0]?.tells).toContain('tracked device');
    expect(differing({ aud: 'one' }, {})[0]?.tells).toContain('ID tokens have aud');
    expect(differing({ aud: 'one' }, { aud: 'two' })[0]?.tells).toBe('It is for another app client.');
  });
});
