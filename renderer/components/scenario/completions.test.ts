import fc from 'fast-check';
import type { Scenario } from '@core/scenario/schema.ts';
import { describe, expect, it } from 'vitest';
import { completionsAt } from './completions.ts';
import { placeAt } from './place-at.ts';

const scenario: Scenario = {
  version: 1,
  name: 'ann',
  variables: { user: 'ann' },
  secrets: { password: null },
  codes: { totp: { totp: '${seed}' } },
  steps: [{ flow: 'USER_SRP_AUTH', id: 'begun', capture: { session: '/Session' } }],
};
/** The names offered where `|` stands. */
function offered(text: string): string[] {
  const at = text.indexOf('|');
  const found = completionsAt(text.replace('|', ''), at, scenario);
  return (found?.options ?? []).map(({ name }) => name);
}

const HEAD = 'version: 1\nname: ann\nsteps:\n';

describe('completion in a scenario', () => {
  it('offers the file’s own keys at the top, but those that stand there', () => {
    const names = offered('version: 1\nna|\nsteps:\n  - flow: X\n');
    expect(names).toEqual(expect.arrayContaining(['name', 'target', 'secrets', 'matrix']));
    expect(names).not.toContain('version');
    expect(names).not.toContain('steps');
  });

  it.each([
    ['- flow: |', 'USER_SRP_AUTH'],
    ['- answer: SO|', 'SOFTWARE_TOKEN_MFA'],
    ['- operate: |', 'AssociateSoftwareToken'],
    ['- flow: X\n    expect: { challenge: |', 'SMS_MFA'],
    ['- flow: X\n    expect:\n      error: |', 'NotAuthorizedException'],
    ['- answer: X\n    to: |', 'begun'],
    ['- flow: USER_SRP_AUTH\n    with: { |', 'USERNAME'],
    ['- flow: USER_SRP_AUTH\n    with:\n      |', 'PASSWORD'],
    ['- flow: X\n    with: { PASSWORD: |', '${password}'],
    ['- flow: X\n    |', 'expect'],
    ['- |', 'answer'],
    ['- flow: X\n    expect: { session: |', 'same'],
    ['- flow: X\n    expect: { tokens: |', 'true'],
    ['- sandbox: { |', 'advance'],
  ])('after %j offers %s', (step, name) => {
    expect(offered(`${HEAD}  ${step}`)).toContain(name);
  });

  it('offers a step no keys of another kind of step', () => {
    expect(offered(`${HEAD}  - flow: X\n    |`)).not.toContain('answer');
    expect(offered(`${HEAD}  - sandbox: { advance: 1s }\n    |`)).toEqual(['title']);
  });

  it('offers what has a name after ${', () => {
    expect(offered(`${HEAD}  - flow: X\n    with: { USERNAME: "\${|" }`)).toEqual([
      'user',
      'password',
      'code.totp',
      'session',
    ]);
  });

  it('leaves out what stands in the same braces', () => {
    const names = offered(`${HEAD}  - flow: USER_SRP_AUTH\n    with: { USERNAME: ann, | }`);
    expect(names).toContain('PASSWORD');
    expect(names).not.toContain('USERNAME');
  });

  it('knows a list that stands in the column of its key', () => {
    expect(placeAt('steps:\n- flow: X\n  ex', 21)).toMatchObject({
      path: ['steps', '[]'],
      at: 'key',
      typed: 'ex',
    });
  });

  it('takes any text', () => {
    const part = fc.oneof(
      fc.constantFrom('- ', '{', '}', ': ', '\n', '  ', 'steps:', 'flow: X', '"', '${', ', ', '#'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const found = completionsAt(text, at % (text.length + 1), scenario);
        expect(found === undefined || found.from <= at % (text.length + 1)).toBe(true);
      }),
    );
  });
});
