import { describe, expect, it } from 'vitest';
import { loopbackLookup } from './loopback-lookup.ts';

const look = (hostname: string, all: boolean) =>
  new Promise((resolve) => {
    loopbackLookup(hostname, { all }, (error, address, family) => resolve(error?.code ?? [address, family]));
  });

describe('loopbackLookup', () => {
  it('finds this machine, in both of Node’s ways of asking', async () => {
    expect(await look('127.0.0.1', false)).toEqual(['127.0.0.1', 4]);
    expect(await look('::1', true)).toEqual([[{ address: '::1', family: 6 }], undefined]);
  });

  it.each(['192.0.2.1', '2001:db8::1', '0.0.0.0'])('refuses a name that leads to %s', async (address) => {
    expect(await look(address, true)).toBe('NOT_LOOPBACK');
  });

  it('passes on that a name has no address', async () => {
    expect(await look('nowhere.invalid', true)).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });
});
