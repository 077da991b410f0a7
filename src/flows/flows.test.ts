import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USER_EXCHANGE } from '../challenges/srp-exchanges.ts';
import { srpA } from '../crypto/srp.ts';
import { coreFault } from '../form/form.ts';
import type { Tools } from '../form/form.ts';
import { flowNamed, flows, flowsOf, otherFlows, startsWith } from './flows.ts';

/** A flow computes SRP_A and nothing else: asking for more is a mistake. */
function toolsUnder(a: string = USER_EXCHANGE.a): Tools {
  const refuse = (): never => {
    throw coreFault('UNEXPECTED', 'A flow asked for more than SRP_A.');
  };
  const opened = srpA(BigInt(`0x${a}`));
  return {
    srpA: () => opened,
    poolName: refuse,
    srpClaim: refuse,
    timestamp: refuse,
    totp: refuse,
    credential: refuse,
    secretHash: refuse,
  };
}

describe.each(flows.map((flow) => [flow.name, flow] as const))('%s', (name, flow) => {
  it('starts its example as written', () => {
    const { setting, inputs, parameters } = flow.example;
    expect(flow.parameters(inputs, toolsUnder(setting?.a))).toEqual(parameters);
  });

  it('never sends what only a later step or the envelope needs', () => {
    const everything = Object.fromEntries(
      [...flow.fields.map(({ key }) => key), 'TOTP_SECRET', 'DEVICE_PASSWORD'].map((key) => [key, key]),
    );
    const sent = Object.keys(flow.parameters(everything, toolsUnder()));
    expect(sent).not.toEqual(expect.arrayContaining(['TOTP_SECRET']));
    expect(sent).not.toEqual(expect.arrayContaining(['DEVICE_PASSWORD']));
    expect(sent).not.toContain('SECRET_HASH');
    const sendsPassword = ['USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'];
    if (!sendsPassword.includes(name)) expect(sent).not.toContain('PASSWORD');
  });

  it('takes a device key, and remembers it', () => {
    const device = flow.fields.find((field) => field.remember === 'DEVICE_KEY');
    expect(device?.required).toBe(false);
    const key = device?.key ?? '';
    expect(flow.parameters({ [key]: 'us-east-1_0a' }, toolsUnder())).toHaveProperty(key, 'us-east-1_0a');
  });

  it('takes any inputs', () => {
    const key = fc.oneof(fc.constantFrom(...flow.fields.map((field) => field.key), '__proto__'), fc.string());
    const value = fc.oneof(fc.string(), fc.constantFrom('SRP_A', 'PASSWORD', 'PASSWORD_SRP', 'constructor'));
    const tools = toolsUnder();
    fc.assert(
      fc.property(fc.dictionary(key, value), (inputs) => {
        const known = new Set([...flow.fields.map((field) => field.key), 'SRP_A']);
        const made = flow.parameters(inputs, tools);
        for (const [sent, text] of Object.entries(made)) {
          expect(known).toContain(sent);
          expect(text).not.toBe('');
        }
      }),
    );
  });
});

describe('the choices of a start', () => {
  const start = (name: string, inputs: Record<string, string>) =>
    flowNamed(name)?.parameters(inputs, toolsUnder());

  it('CUSTOM_AUTH goes without SRP_A unless asked for', () => {
    expect(start('CUSTOM_AUTH', { USERNAME: 'u', PASSWORD: 'p' })).toEqual({ USERNAME: 'u' });
    expect(start('CUSTOM_AUTH', { USERNAME: 'u', CHALLENGE_NAME: 'CUSTOM_CHALLENGE' })).toEqual({
      USERNAME: 'u',
      CHALLENGE_NAME: 'CUSTOM_CHALLENGE',
    });
    expect(start('CUSTOM_AUTH', { USERNAME: 'u', CHALLENGE_NAME: 'SRP_A' })).toEqual({
      USERNAME: 'u',
      CHALLENGE_NAME: 'SRP_A',
      SRP_A: USER_EXCHANGE.srpA,
    });
  });

  it('USER_AUTH sends with a preference what belongs to it', () => {
    const typed = { USERNAME: 'u', PASSWORD: 'p' };
    expect(start('USER_AUTH', typed)).toEqual({ USERNAME: 'u' });
    expect(start('USER_AUTH', { ...typed, PREFERRED_CHALLENGE: 'PASSWORD' })).toEqual({
      ...typed,
      PREFERRED_CHALLENGE: 'PASSWORD',
    });
    expect(start('USER_AUTH', { ...typed, PREFERRED_CHALLENGE: 'PASSWORD_SRP' })).toEqual({
      USERNAME: 'u',
      PREFERRED_CHALLENGE: 'PASSWORD_SRP',
      SRP_A: USER_EXCHANGE.srpA,
    });
    expect(start('USER_AUTH', { ...typed, PREFERRED_CHALLENGE: 'WEB_AUTHN' })).toEqual({
      USERNAME: 'u',
      PREFERRED_CHALLENGE: 'WEB_AUTHN',
    });
  });

  it('keeps the password of an SRP start for the verifier', () => {
    for (const name of ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH']) {
      const field = flowNamed(name)?.fields.find(({ key }) => key === 'PASSWORD');
      expect(field?.remember, name).toBe('PASSWORD');
    }
  });
});

describe('the two sides', () => {
  it('take the flows that the service takes there (protocol reference 10)', () => {
    const names = (side: 'anybody' | 'admin') => flowsOf(side).map(({ name }) => name);
    const both = ['USER_SRP_AUTH', 'USER_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH'];
    expect(names('anybody').sort()).toEqual(
      [...both, 'USER_PASSWORD_AUTH', 'GetTokensFromRefreshToken'].sort(),
    );
    expect(names('admin').sort()).toEqual([...both, 'ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'].sort());
  });

  it('have for each flow of one side one that takes its place on the other', () => {
    for (const flow of flows) {
      if (flow.side === undefined) expect(flow.twin).toBeUndefined();
      else {
        const other = flow.side === 'admin' ? 'anybody' : 'admin';
        expect(flowsOf(other).map(({ name }) => name)).toContain(flow.twin);
      }
    }
  });

  it('are told apart by the operation: as asked for, else as the flow is meant', () => {
    const operation = (name: string, admin?: boolean) => {
      const flow = flowNamed(name);
      return flow && startsWith(flow, admin);
    };
    expect(operation('USER_SRP_AUTH')).toBe('InitiateAuth');
    expect(operation('USER_SRP_AUTH', true)).toBe('AdminInitiateAuth');
    expect(operation('ADMIN_USER_PASSWORD_AUTH')).toBe('AdminInitiateAuth');
    // A tester may send what the other side refuses.
    expect(operation('ADMIN_NO_SRP_AUTH', false)).toBe('InitiateAuth');
    expect(operation('USER_PASSWORD_AUTH', true)).toBe('AdminInitiateAuth');
    expect(operation('GetTokensFromRefreshToken', true)).toBe('GetTokensFromRefreshToken');
  });
});

describe('flowNamed', () => {
  it('knows every flow once and keeps the others apart, each with one to use instead', () => {
    const names = [...flows, ...otherFlows].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const other of otherFlows) {
      expect(flowNamed(other.name)).toBeUndefined();
      expect(flowNamed(other.instead)).toBeDefined();
    }
  });
});
