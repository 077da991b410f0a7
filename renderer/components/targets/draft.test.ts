import { describe, expect, it } from 'vitest';
import { stagingTarget } from '../../testing/fixtures.ts';
import { draftOf, draftWarnings, emptyDraft, regionOfPool } from './draft.ts';

describe('regionOfPool', () => {
  it.each([
    ['eu-west-1_Ab12Cd34E', 'eu-west-1'],
    ['us-gov-west-1_Ab12', 'us-gov-west-1'],
    ['cn-north-1_Ab12', 'cn-north-1'],
    [' ap-southeast-2_x ', 'ap-southeast-2'],
    ['eu-west-1', undefined],
    ['local_pool', undefined],
    ['', undefined],
  ])('%s → %s', (pool, region) => {
    expect(regionOfPool(pool)).toBe(region);
  });
});

describe('draftWarnings', () => {
  it('has nothing to say of an empty draft or of a good one', () => {
    expect(draftWarnings(emptyDraft())).toEqual({});
    expect(draftWarnings(draftOf(stagingTarget))).toEqual({});
  });

  it.each([
    ['userPoolId', { userPoolId: 'no underscore' }],
    ['region', { region: 'Ireland' }],
    ['region', { region: 'eu-west-1', userPoolId: 'us-east-1_Ab12' }],
    ['clientId', { clientId: 'with space' }],
    ['clientId', { clientId: 'a'.repeat(129) }],
    ['endpoint', { endpoint: 'localhost:9229' }],
    ['endpoint', { endpoint: 'http://10.0.0.1:9229' }],
    ['clientSecret', { clientSecret: 'copied with\nbreak' }],
  ] as const)('warns of %s in %o', (field, part) => {
    expect(Object.keys(draftWarnings({ ...emptyDraft(), ...part }))).toEqual([field]);
  });

  it('accepts loopback over http', () => {
    for (const endpoint of ['http://127.0.0.1:9229', 'http://localhost:4566', 'http://[::1]:1']) {
      expect(draftWarnings({ ...emptyDraft(), endpoint })).toEqual({});
    }
  });
});

describe('draftOf', () => {
  it('leaves a derived endpoint empty and never names the secret', () => {
    const draft = draftOf(stagingTarget);
    expect(draft.endpoint).toBe('');
    expect('clientSecret' in draft).toBe(false);
  });
});
