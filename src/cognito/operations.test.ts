import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { redactBody } from '../chain/redact.ts';
import { authFlows, challengeNames, type Member } from './members.ts';
import { operations } from './operations.ts';

/** A structure in the SDK's schemas: kind, namespace, name, traits, member names, member schemas, required count. */
type Structure = readonly [3, string, string, unknown, readonly string[], readonly unknown[], number?];

const schemas = sdk as unknown as Readonly<Record<string, Structure | undefined>>;

function structure(name: string): Structure {
  const found = schemas[`${name}$`];
  if (!found) throw new Error(`${name} is not in the SDK`);
  return found;
}

function checkAgainst(members: readonly Member[], model: Structure): void {
  expect(members.map((member) => member.name)).toEqual(model[4]);
  const required = members.filter((member) => member.required).map((member) => member.name);
  expect(required).toEqual(model[4].slice(0, model[6] ?? 0));
}

describe('the operations against the installed SDK', () => {
  it.each(operations)('$name has the members of the model, in its order', ({ name, members }) => {
    checkAgainst(members, structure(`${name}Request`));
    for (const member of members) {
      if (member.type !== 'structure') continue;
      const inModel =
        schemas[`${member.name}Type$`] ?? structure(member.name.replace('Config', 'ConfigType'));
      checkAgainst(member.members, inModel);
      for (const list of member.members) {
        // ContextData's HttpHeaders.
        if (list.type === 'list') checkAgainst(list.members, structure('HttpHeader'));
      }
    }
  });

  it('knows every challenge and flow', () => {
    expect([...challengeNames].sort()).toEqual(Object.values(sdk.ChallengeNameType).sort());
    expect([...authFlows].sort()).toEqual(Object.values(sdk.AuthFlowType).sort());
  });

  it.each(operations)('masks the secret members of $name', ({ name, answers, secrets }) => {
    for (const side of ['request', 'response'] as const) {
      for (const [member, kind] of Object.entries(secrets[side])) {
        const leaf = { [member]: 'planted-secret-of-this-member' };
        const body = member === member.toUpperCase() ? { [answers ?? 'ChallengeParameters']: leaf } : leaf;
        const text = JSON.stringify(body);
        const masked = redactBody({ operation: name, side, text, bytes: text.length });
        expect(masked.text).not.toContain('planted-secret');
        // A value that only claims to be a JWT is masked as any other opaque one.
        expect(masked.secrets.map((spot) => spot.kind)).toEqual([kind === 'jwt' ? 'opaque' : kind]);
      }
    }
  });

  it('masks every member the model calls sensitive, but what people work with', () => {
    const shown = new Set([
      'ClientId',
      'Username',
      'UserContextData',
      'UserPoolId',
      'AuthParameters',
      'ChallengeResponses',
    ]);
    for (const { name } of operations) {
      for (const side of ['Request', 'Response'] as const) {
        // ForgetDevice answers with nothing at all.
        if (side === 'Response' && schemas[`${name}${side}$`] === undefined) continue;
        const [, , , , names, types] = structure(`${name}${side}`);
        names.forEach((member, at) => {
          const type = types[at];
          const lazy: unknown = Array.isArray(type) ? (type as unknown[])[0] : type;
          const target: unknown = typeof lazy === 'function' ? (lazy as () => unknown)() : undefined;
          const sensitive = Array.isArray(target) && target[0] === 0 && target[3] === 8;
          if (!sensitive || shown.has(member)) return;
          const text = JSON.stringify({ [member]: 'planted-secret-text' });
          expect(redactBody({ operation: name, side: 'request', text, bytes: 0 }).text).not.toContain(
            'planted',
          );
        });
      }
    }
  });
});
