import type { JsonObject } from '../../../json.ts';
import { schemaAttributes } from '../../pool/schema-attributes.ts';
import type { Pool } from '../../state.ts';

const ACCOUNT = '123456789012';
/** What SetUserPoolMfaConfig says, GetUserPoolMfaConfig tells. */
const MFA_MEMBERS = [
  'SmsMfaConfiguration',
  'SoftwareTokenMfaConfiguration',
  'EmailMfaConfiguration',
  'WebAuthnConfiguration',
];
/** Told under other names. */
const OTHERWISE_TOLD = [...MFA_MEMBERS, 'PoolName', 'Schema', 'Policies', 'AdminCreateUserConfig'];

/** `UserPoolType` of the API: what the pool was asked for over the service's defaults. Times are epoch seconds. */
export function describePool(pool: Pool): JsonObject {
  const asked = plain(pool.request);
  for (const name of OTHERWISE_TOLD) delete asked[name];
  return {
    Id: pool.id,
    Name: pool.name,
    Arn: `arn:aws:cognito-idp:${regionOf(pool)}:${ACCOUNT}:userpool/${pool.id}`,
    CreationDate: pool.createdAt / 1_000,
    LastModifiedDate: pool.modifiedAt / 1_000,
    DeletionProtection: 'INACTIVE',
    MfaConfiguration: pool.mfa,
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    UserPoolTags: {},
    UserPoolTier: pool.tier,
    ...asked,
    LambdaConfig: lambdaConfig(pool),
    Policies: policies(pool),
    AdminCreateUserConfig: adminCreateUserConfig(pool),
    SchemaAttributes: schemaAttributes(pool).map((attribute) => plain(attribute)),
    EstimatedNumberOfUsers: pool.users.size,
  };
}

/** `UserPoolDescriptionType`. */
export function summarizePool(pool: Pool): JsonObject {
  return {
    Id: pool.id,
    Name: pool.name,
    LambdaConfig: lambdaConfig(pool),
    LastModifiedDate: pool.modifiedAt / 1_000,
    CreationDate: pool.createdAt / 1_000,
  };
}

/** Triggers of the seed have no function of their own: each is told with an ARN made up from pool and trigger. */
function lambdaConfig(pool: Pool): JsonObject {
  const made = [...pool.triggers.keys()].map((name) => [
    name,
    `arn:aws:lambda:${regionOf(pool)}:${ACCOUNT}:function:${pool.id}-${name}`,
  ]);
  return { ...(Object.fromEntries(made) as JsonObject), ...plain(pool.request.LambdaConfig ?? {}) };
}

function regionOf({ id }: Pool): string {
  return id.slice(0, id.indexOf('_'));
}

function policies({ passwordPolicy: policy, request }: Pool): JsonObject {
  return {
    PasswordPolicy: {
      MinimumLength: policy.minimumLength,
      RequireUppercase: policy.uppercase,
      RequireLowercase: policy.lowercase,
      RequireNumbers: policy.numbers,
      RequireSymbols: policy.symbols,
      ...(policy.historySize === 0 ? {} : { PasswordHistorySize: policy.historySize }),
      TemporaryPasswordValidityDays: policy.temporaryPasswordDays,
    },
    SignInPolicy: {
      AllowedFirstAuthFactors: [...(request.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD'])],
    },
  };
}

function adminCreateUserConfig({ request, adminCreatesUsers, passwordPolicy }: Pool): JsonObject {
  return {
    ...plain(request.AdminCreateUserConfig ?? {}),
    AllowAdminCreateUserOnly: adminCreatesUsers,
    UnusedAccountValidityDays: passwordPolicy.temporaryPasswordDays,
  };
}

/** A request is JSON as it came; its type, being the SDK's, doesn't say so. */
function plain(request: object): JsonObject {
  return JSON.parse(JSON.stringify(request)) as JsonObject;
}
