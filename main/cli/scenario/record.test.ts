import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { sandboxShell } from './testing/sandbox-shell.ts';

const at = sandboxShell();
const patience = { timeout: 120_000 };
/** A chain that goes two ways: what SELECT_MFA_TYPE asked is answered once more. */
const TWO_WAYS = `version: 1
name: dee, two ways
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: dee }
    id: chosen
  - answer: SELECT_MFA_TYPE
    with: { ANSWER: SMS_MFA }
  - answer: SELECT_MFA_TYPE
    to: chosen
    with: { ANSWER: SOFTWARE_TOKEN_MFA }
    expect: { error: NotAuthorizedException }
`;
const textOf = ({ bytes }: { readonly bytes: Uint8Array }) => new TextDecoder().decode(bytes);

describe('countersign record', () => {
  it('writes the newest way of a chain of the history, or the one that is meant', patience, async () => {
    const ran = await at.type(['run', at.file('two-ways.yaml', TWO_WAYS), '--record']);
    expect(ran.code).toBe(EXIT.ok.code);
    const found = await at.type(['history', 'search', 'user:dee', '--json']);
    const [id = ''] = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(found.out) ?? [];
    const newest = await at.type(['record', id]);
    expect(newest.code).toBe(EXIT.ok.code);
    expect(textOf(newest)).toContain('ANSWER: SOFTWARE_TOKEN_MFA');
    expect(textOf(newest)).not.toContain('SMS_MFA }');
    expect(newest.err).toContain(
      'For another, select its last step and record that: step 2, SELECT_MFA_TYPE.',
    );

    const other = await at.type(['record', id.slice(0, 8), '--step', '2', '-o', at.path('recorded/')]);
    expect(other.code).toBe(EXIT.ok.code);
    const [, file = ''] = /^Written: (.*)$/m.exec(other.err) ?? [];
    expect(readFileSync(file, 'utf8')).toContain('ANSWER: SMS_MFA');
    const again = await at.type(['run', file]);
    expect(again.out).toContain('1 passed');

    const over = await at.type(['record', id, '--step', '2', '-o', file]);
    expect(over.code).toBe(EXIT.unusable.code);
    expect(over.err).toContain('--force was not given');
    const none = await at.type(['record', id, '--step', '9']);
    expect(none).toMatchObject({ code: EXIT.unusable.code });
    expect(none.err).toContain('The chain has no step 9: it has 3.');
    expect((await at.type(['record', 'ffffffff'])).code).toBe(EXIT.unusable.code);
  });
});
