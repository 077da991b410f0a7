import { describe, expect, it } from 'vitest';
import { catalogue, errorNamed } from '../../errors/catalogue.ts';
import { causes } from './causes/all.ts';
import { checksOf } from './checks-of.ts';

const of = (code: string) => checksOf(errorNamed(code) ?? { code, messages: [] });
const ids = (code: string) => of(code).map(({ causes: own }) => own.map(({ id }) => id));

describe('what Explain looks for at an error', () => {
  it('has every cause at every error it explains, once in a group', () => {
    for (const cause of causes) {
      for (const { code } of cause.explains) expect(ids(code).flat(), code).toContain(cause.id);
    }
    for (const { code } of catalogue) {
      for (const group of ids(code)) expect(new Set(group).size, code).toBe(group.length);
    }
  });

  it('stands by the message where that tells, the most usual first', () => {
    const groups = of('NotAuthorizedException');
    const hash = groups.find(({ messages }) => messages[0]?.startsWith('Unable to verify secret hash'));
    expect(hash?.messages).toEqual([
      'Unable to verify secret hash for client CLIENTID',
      'SecretHash does not match for the client: CLIENTID',
    ]);
    expect(hash?.causes[0]?.id).toBe('hash-from-alias');
    expect(groups.at(-1)).toMatchObject({ messages: [], otherWords: true });
    const passkey = groups.find(({ messages }) => messages.includes('Invalid passkey assertion.'));
    expect(passkey?.causes.map(({ id }) => id)).toContain('passkey-counter');
  });

  it('is one plain list where no message tells', () => {
    expect(ids('WebAuthnChallengeNotFoundException')).toEqual([
      ['registration-over', 'registration-not-started', 'passkey-challenge', 'registration-too-old'],
    ]);
    expect(of('BENCH_BUSY')).toEqual([]);
  });
});
