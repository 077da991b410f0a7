import type { Elsewhere } from './entry.ts';
import { WITH_ACCESS_TOKEN, WITH_APP_CLIENT } from './operations.ts';

const POOL = 'UserPoolId is mistyped, or of another region or account than the credentials.';
const CHECK_POOL = 'Check the user pool id, region and profile: DescribeUserPool and ListUserPools tell.';

/** What an administrator’s operation names beside the user pool, by the member, and where it is listed. */
const NAMED: readonly (readonly [operations: string, what: string, member: string, listed: string])[] = [
  [
    'Admin(?:AddUserTo|RemoveUserFrom)Group|(?:Delete|Get|Update)Group|ListUsersInGroup',
    ...(['group', 'GroupName', 'ListGroups shows the groups of the pool: case counts.'] as const),
  ],
  [
    'Admin(?:ForgetDevice|GetDevice|UpdateDeviceStatus)',
    ...(['device of this user', 'DeviceKey', 'AdminListDevices shows the devices of the user.'] as const),
  ],
  [
    'AdminRevokeUserSession',
    ...(['session of this user', 'SessionId', 'AdminListUserSessions shows those that go on.'] as const),
  ],
  [
    'AdminUpdateAuthEventFeedback',
    ...(['sign-in event of this user', 'EventId', 'AdminListUserAuthEvents shows the events.'] as const),
  ],
  [
    'DeleteUserPoolClientSecret',
    ...([
      'app client, or secret of it,',
      'ClientId or ClientSecretId',
      'ListUserPoolClientSecrets shows the secrets of a client.',
    ] as const),
  ],
  [
    '(?:AddUserPoolClientSecret|ListUserPoolClientSecrets|(?:Delete|Describe|Update)UserPoolClient|(?:Get|Set)UserPoolClientSessionConfiguration|(?:Create|Describe)(?:ManagedLoginBranding|Terms)ByClient|CreateManagedLoginBranding|CreateTerms|(?:Get|Set)UICustomization|(?:Describe|Set)RiskConfiguration|GetClientToken)',
    ...(['app client', 'ClientId', 'ListUserPoolClients shows the clients of the pool.'] as const),
  ],
  [
    '(?:Delete|Describe|Update)IdentityProvider|AdminLinkProviderForUser|AdminDisableProviderForUser',
    ...([
      'identity provider',
      'ProviderName',
      'ListIdentityProviders shows those of the pool: case counts.',
    ] as const),
  ],
  [
    'GetIdentityProviderByIdentifier',
    ...([
      'identity provider',
      'IdpIdentifier',
      'DescribeIdentityProvider shows the IdpIdentifiers of one.',
    ] as const),
  ],
  [
    '(?:Delete|Describe|Update)ResourceServer',
    ...(['resource server', 'Identifier', 'ListResourceServers shows those of the pool.'] as const),
  ],
  [
    '(?:Describe|Start|Stop)UserImportJob',
    ...(['import job', 'JobId', 'ListUserImportJobs shows the jobs of the pool.'] as const),
  ],
  [
    '(?:Delete|Describe|Update)UserPoolDomain',
    ...(['domain', 'Domain', 'DescribeUserPool shows Domain and CustomDomain of the pool.'] as const),
  ],
  [
    '(?:Delete|Describe|Update)ManagedLoginBranding',
    ...([
      'style of managed login',
      'ManagedLoginBrandingId',
      'DescribeManagedLoginBrandingByClient shows the one of a client.',
    ] as const),
  ],
  [
    '(?:Delete|Describe|Update)Terms',
    ...(['terms document', 'TermsId', 'ListTerms shows those of the pool.'] as const),
  ],
  [
    '(?:Delete|Update)UserPoolReplica',
    ...(['replica', 'RegionName', 'ListUserPoolReplicas shows the regions of the pool.'] as const),
  ],
];

/** What only users ask of their own, with the access token. */
const OWN: typeof NAMED = [
  [
    'ConfirmDevice|ForgetDevice|GetDevice|UpdateDeviceStatus',
    ...(['device', 'DeviceKey', 'ListDevices shows the devices of the user.'] as const),
  ],
  [
    'DeleteWebAuthnCredential',
    ...(['passkey', 'CredentialId', 'ListWebAuthnCredentials shows the passkeys of the user.'] as const),
  ],
  ['RevokeUserSession', ...(['session', 'SessionId', 'ListUserSessions shows those that go on.'] as const)],
];

/** What a ResourceNotFoundException says of operations beside a sign-in, by what they name. */
export const notFoundElsewhere: readonly Elsewhere[] = [
  ...NAMED.map(([operations, what, member, listed]) => ({
    operations,
    meaning: `There is no such ${what.replace(/,$/, '')} here, or no such user pool.`,
    causes: [`${member} is mistyped, of another pool, or what it names was deleted.`, POOL],
    tries: [listed, CHECK_POOL],
  })),
  {
    operations: '(?:Tag|Untag)Resource|ListTagsForResource',
    meaning: 'ResourceArn names no user pool here.',
    causes: ['The ARN is mistyped, or of another region or account than the credentials.'],
    tries: ['DescribeUserPool shows the Arn of a pool.'],
  },
  {
    operations: '(?:Get|Update)ProvisionedLimit',
    meaning: 'The account has no such limit here.',
    causes: ['LimitDefinition names a class or a category that does not exist, or another region’s.'],
    tries: ['Compare LimitDefinition with the operation’s page in the API Reference.'],
  },
  ...OWN.map(([operations, what, member, listed]) => ({
    operations,
    meaning: `The user has no such ${what}.`,
    causes: [`${member} is mistyped, another user’s, or what it names was forgotten or deleted.`],
    tries: [listed],
  })),
  {
    operations: WITH_ACCESS_TOKEN.join('|'),
    meaning: 'The user pool or app client of the access token is unknown here.',
    causes: [
      'The request went to another region or endpoint than the token is of.',
      'The app client or the pool was deleted since.',
    ],
    tries: ['Compare iss and client_id of the access token with the target.'],
  },
  {
    operations: WITH_APP_CLIENT.join('|'),
    meaning: 'No app client with this id in this region.',
    causes: ['ClientId is mistyped or belongs to another region.', 'The request went to another endpoint.'],
    tries: ['Check client id, region and endpoint of the target.'],
  },
  {
    meaning: 'There is no such user pool here.',
    causes: [POOL, 'The pool was deleted.'],
    tries: [CHECK_POOL],
  },
];
