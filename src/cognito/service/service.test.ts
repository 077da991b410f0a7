import { describe, expect, test } from 'vitest';
import { operations } from '../operations.ts';
import { cliNameOf, isSigned, serviceOperation, serviceOperationNames } from './service.ts';
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
});
