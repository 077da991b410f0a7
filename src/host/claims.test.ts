import { describe, expect, it } from 'vitest';
import type { SrpClaimInput, Tools } from '../form/form.ts';
import { createClaims } from './claims.ts';

const input: SrpClaimInput = {
  group: 'Pq2Kq8nVz',
  identity: 'ann',
  password: 'right',
  salt: '0a',
  srpB: '0b',
  secretBlock: 'AAAA',
  timestamp: 'Tue Sep 8 09:05:07 UTC 2026',
};

function counting() {
  let proved = 0;
  const tools: Tools = {
    poolName: () => '',
    srpA: () => '',
    srpClaim: ({ password, timestamp }) => `${++proved} ${password} ${timestamp}`,
    timestamp: () => '',
    totp: () => '',
    credential: () => '',
    secretHash: () => undefined,
  };
  return { tools, proved: () => proved };
}

describe('the proofs of a place', () => {
  it('are made once for the same values, in whichever order they are named', () => {
    const { tools, proved } = counting();
    const claims = createClaims();
    const first = claims.at('chain/a', tools).srpClaim(input);
    const again = Object.fromEntries(Object.entries(input).reverse()) as unknown as SrpClaimInput;
    expect(claims.at('chain/a', tools).srpClaim(again)).toBe(first);
    expect(proved()).toBe(1);
  });

  it('are made anew for another value, and at another place', () => {
    const { tools, proved } = counting();
    const claims = createClaims();
    for (const key of Object.keys(input)) claims.at('chain/a', tools).srpClaim({ ...input, [key]: 'other' });
    claims.at('chain/b', tools).srpClaim({ ...input, group: 'other' });
    expect(proved()).toBe(Object.keys(input).length + 1);
  });

  it('go with their chain, and the oldest go first', () => {
    const { tools, proved } = counting();
    const claims = createClaims();
    const at = claims.at('chain/a', tools);
    const prove = (timestamp: string) => at.srpClaim({ ...input, timestamp });
    for (const timestamp of ['1', '2', '1', '3', '4', '1']) prove(timestamp);
    expect(proved()).toBe(4);
    prove('2');
    expect(proved()).toBe(5);
    claims.forget('chain');
    prove('2');
    expect(proved()).toBe(6);
  });
});
