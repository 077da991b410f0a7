import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { operations } from '../operations.ts';
import { errorsDeclaredBy } from './declared-errors.ts';
import { checkBody } from './check-body.ts';
import { cliNameOf, isSigned, serviceOperation, serviceOperationNames, structuresIn } from './service.ts';
import { skeletonOf } from './skeleton.ts';

describe('the operations of the service', () => {
  test('are as many as the installed SDK has commands', async () => {
    const sdk = await import('@aws-sdk/client-cognito-identity-provider');
    const commands = Object.keys(sdk)
      .filter((name) => /^[A-Z]\w+Command$/.test(name))
      .map((name) => name.slice(0, -'Command'.length));
    expect(serviceOperationNames).toEqual(commands.sort());
    expect(serviceOperationNames).toHaveLength(140);
  });

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s has the members and the signature of the console’s own table',
    (name, own) => {
      const modelled = serviceOperation(name);
      expect(modelled?.signed).toBe(own.signed);
      expect(Object.keys(modelled?.input.members ?? {})).toEqual(
        expect.arrayContaining(own.members.map((member) => member.name)),
      );
    },
  );

  test('are signed where no client calls them', () => {
    expect(isSigned('AdminGetUser')).toBe(true);
    expect(isSigned('GetUser')).toBe(false);
    expect(isSigned('NoSuchOperation')).toBe(false);
  });

  // As `aws cognito-idp help` lists them.
  test.each([
    ['InitiateAuth', 'initiate-auth'],
    ['GetTokensFromRefreshToken', 'get-tokens-from-refresh-token'],
    ['AssociateSoftwareToken', 'associate-software-token'],
    ['AdminSetUserMFAPreference', 'admin-set-user-mfa-preference'],
    ['GetUserPoolMfaConfig', 'get-user-pool-mfa-config'],
    ['SetUICustomization', 'set-ui-customization'],
    ['GetCSVHeader', 'get-csv-header'],
    ['StartWebAuthnRegistration', 'start-web-authn-registration'],
    ['AddUserPoolClientSecret', 'add-user-pool-client-secret'],
  ])('%s is %s in the AWS CLI', (name, said) => {
    expect(cliNameOf(name)).toBe(said);
  });

  test('have a skeleton with every member, and one with what is required', () => {
    expect(skeletonOf('AdminGetUser', { UserPoolId: 'eu-west-1_Ab' }, 'required')).toEqual({
      UserPoolId: 'eu-west-1_Ab',
      Username: '',
    });
    expect(skeletonOf('AdminCreateUser', {}, 'all')).toMatchObject({
      UserAttributes: [{ Name: '', Value: '' }],
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
      ForceAliasCreation: true,
    });
    for (const name of serviceOperationNames) expect(() => skeletonOf(name, {}, 'all')).not.toThrow();
    expect(skeletonOf('NoSuchOperation', {}, 'all')).toEqual({});
  });

  test.each(serviceOperationNames)(
    '%s: its full skeleton breaks no rule of the model but empty texts',
    (name) => {
      const broken = checkBody(name, skeletonOf(name, {}, 'all')).filter(
        ({ code }) => code !== 'MEMBER_MISSING',
      );
      expect(broken).toEqual([]);
    },
  );

  test('declare their errors', () => {
    for (const name of serviceOperationNames)
      expect(errorsDeclaredBy(name)).toEqual(expect.arrayContaining(['InvalidParameterException']));
    expect(errorsDeclaredBy('AdminGetUser')).toContain('UserNotFoundException');
    expect(errorsDeclaredBy('toString')).toEqual([]);
  });

  test('bring every structure that stands in them', () => {
    const input = serviceOperation('CreateUserPool')?.input;
    const structures = structuresIn(input ?? { required: [], members: {} });
    expect(structures['UserPoolPolicyType']?.members['PasswordPolicy']).toEqual({
      type: 'structure',
      shape: 'PasswordPolicyType',
    });
    expect(structures['PasswordPolicyType']).toBeDefined();
  });
});

describe('a request beside the model', () => {
  test.each([
    [{}, 'MEMBER_MISSING', 'UserPoolId'],
    [{ UserPoolId: 'a', Username: '' }, 'MEMBER_MISSING', 'Username'],
    [{ UserPoolId: 'a', Username: 'b', Force: 1 }, 'MEMBER_UNKNOWN', 'Force'],
    [{ UserPoolId: 'a', Username: 'b', MessageAction: 'NEVER' }, 'MEMBER_RULE', 'MessageAction'],
    [{ UserPoolId: 'a', Username: 'b', ForceAliasCreation: 'yes' }, 'MEMBER_TYPE', 'ForceAliasCreation'],
    [{ UserPoolId: 'a', Username: 'b', UserAttributes: {} }, 'MEMBER_TYPE', 'UserAttributes'],
    [{ UserPoolId: 'a', Username: 'b', UserAttributes: [{}] }, 'MEMBER_MISSING', 'UserAttributes.0.Name'],
    [
      { UserPoolId: 'a', Username: 'b', DesiredDeliveryMediums: ['FAX'] },
      'MEMBER_RULE',
      'DesiredDeliveryMediums.0',
    ],
  ] as const)('%j: %s at %s', (body, code, field) => {
    expect(checkBody('AdminCreateUser', body as never)).toContainEqual(
      expect.objectContaining({ code, field }),
    );
  });

  test('is judged without an error, whatever it holds, and no value is repeated', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...serviceOperationNames),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (name, body) => {
          const marked = { ...body, UserPoolId: ['a-value-of-nobody'] };
          const said = JSON.stringify(checkBody(name, marked as never));
          expect(said).not.toContain('a-value-of-nobody');
        },
      ),
    );
  });
});
