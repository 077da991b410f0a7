import * as v from 'valibot';
import type { ClientRequest } from '../pool/client.ts';
import type { PoolRequest } from '../pool/pool-settings.ts';
import { oneOf } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { StatusProfile } from '../status-profiles.ts';
import { unknownName } from './unknown-name.ts';

// The seed file. Pools and app clients are written as CreateUserPool, SetUserPoolMfaConfig and CreateUserPoolClient
// take them, and what `describe-user-pool` prints is read as that (pasted.ts); only what those requests cannot say is ours.

const NAME = 'must have 1 to 128 characters';
const Name = v.pipe(v.string(NAME), v.minLength(1, NAME), v.maxLength(128, NAME));
const PASSWORD = 'must have 1 to 256 characters';
const FACTORS = ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] as const;
const Base64Url = v.pipe(v.string(), v.regex(/^[\w-]+$/, 'must be Base64url'));
const Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/i, 'must be hexadecimal'));

/** What is wrong with an object's names; the rest of the sentence is the place. */
const namesOf =
  (entries: object) =>
  ({ expected, input }: { readonly expected: string | null; readonly input: unknown }) => {
    if (expected === 'Object') return 'must be an object';
    if (expected !== 'never') return 'is missing';
    return unknownName(String(input), Object.keys(entries));
  };
/** An object with these names and no others. */
export const only = <const E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, namesOf(entries));
const atLeast = <const E extends v.ObjectEntries>(entries: E) => v.looseObject(entries, namesOf(entries));

const DeviceSchema = only({
  DeviceKey: v.pipe(v.string(), v.regex(/^[\w-]+_[0-9a-f-]+$/, 'must look like eu-west-1_ and a UUID')),
  DeviceName: v.optional(v.string()),
  /** As ConfirmDevice was given them, hexadecimal. */
  Salt: Hex,
  PasswordVerifier: Hex,
  Remembered: v.optional(v.boolean(), true),
});

const PasskeySchema = only({
  CredentialId: Base64Url,
  /** COSE_Key. */
  PublicKey: Base64Url,
  RelyingPartyId: v.string(),
  FriendlyCredentialName: v.optional(v.string(), 'Passkey'),
  /** PKCS #8, for the console's software authenticator: a fixture, it guards nothing. */
  PrivateKey: v.optional(Base64Url),
});

const StorySchema = only({
  ClientId: v.string(),
  AuthFlow: v.string(),
  /** One line for the start screen: what this sign-in shows. */
  Shows: v.string(),
  /** Challenge names, then TOKENS or the exception's name. */
  Path: v.array(v.string()),
  /** The answer to CUSTOM_CHALLENGE, where it is always the same. */
  CustomAnswer: v.optional(v.string()),
});

export type SeedStory = v.InferInput<typeof StorySchema>;

/** How old a password of a seed may be. */
export const OLDEST_DAYS = 3_650;

export const SeedUserSchema = only({
  /** What the person types: the chosen name, or the address where the pool signs in by address. */
  Username: Name,
  Password: v.optional(v.pipe(v.string(PASSWORD), v.minLength(1, PASSWORD), v.maxLength(256, PASSWORD))),
  /** How many days before the seed the password was set: temporary ones grow old. */
  PasswordAgeDays: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(OLDEST_DAYS))),
  UserStatus: v.optional(oneOf(['UNCONFIRMED', 'CONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'])),
  Enabled: v.optional(v.boolean()),
  UserAttributes: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(2_048)))),
  UserMFASettingList: v.optional(v.array(oneOf(FACTORS), 'must be a list')),
  PreferredMfaSetting: v.optional(oneOf(FACTORS)),
  /** Base32, as AssociateSoftwareToken gives it. */
  TotpSecret: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Z2-7]{16,}$/, 'must be Base32, 16 letters or more')),
  ),
  Groups: v.optional(v.array(Name)),
  Devices: v.optional(v.array(DeviceSchema)),
  Passkeys: v.optional(v.array(PasskeySchema)),
  /** WebAuthnMfaSettings.Enabled: a passkey counts as both factors. */
  PasskeyMfa: v.optional(v.boolean()),
  Story: v.optional(StorySchema),
});
export type SeedUser = v.InferInput<typeof SeedUserSchema>;

const SeedGroupSchema = only({
  GroupName: Name,
  Description: v.optional(v.string()),
  RoleArn: v.optional(v.string()),
  Precedence: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export const SeedClientSchema = atLeast({
  ClientId: v.pipe(v.string(), v.regex(/^[\w+]{1,128}$/, 'takes 1 to 128 letters, digits, _ and +')),
  ClientName: Name,
  /** Two may be live during a rotation. */
  ClientSecrets: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.minLength(24), v.maxLength(64))), v.maxLength(2)),
  ),
});
export interface SeedClient extends ClientRequest {
  readonly ClientId: string;
  readonly ClientSecrets?: readonly string[];
}

export const SeedPoolSchema = atLeast({
  Id: v.pipe(v.string(), v.regex(/^[\w-]{1,40}_[0-9a-zA-Z]{1,14}$/, 'must look like eu-west-1_AbCdEf123')),
  PoolName: Name,
  /** JavaScript of the triggers by LambdaConfig's names. */
  Triggers: v.optional(v.record(v.string(), v.string())),
  Clients: v.optional(v.array(SeedClientSchema)),
  Groups: v.optional(v.array(SeedGroupSchema)),
  Users: v.optional(v.array(SeedUserSchema)),
  /** Sign-ins of names that nobody has. */
  MissingUsers: v.optional(v.array(only({ Username: Name, Story: StorySchema }))),
});
export interface SeedPool extends PoolRequest {
  readonly Id: string;
  readonly Triggers?: Readonly<Record<string, string>>;
  readonly Clients?: readonly SeedClient[];
  readonly Groups?: readonly v.InferInput<typeof SeedGroupSchema>[];
  readonly Users?: readonly SeedUser[];
  readonly MissingUsers?: readonly { readonly Username: string; readonly Story: SeedStory }[];
}

/** Members of a seed pool and client that are ours; all others are AWS's. */
export const OWN_POOL_MEMBERS = ['Id', 'Triggers', 'Clients', 'Groups', 'Users', 'MissingUsers'] as const;
export const OWN_CLIENT_MEMBERS = ['ClientId', 'ClientSecrets'] as const;

/** A mistake in a seed file. */
export interface Problem {
  readonly path: readonly (string | number)[];
  /** Goes on after the place: `must be …`, `is …`. */
  readonly message: string;
}

export interface SeedFile {
  readonly version: 1;
  readonly pools: readonly SeedPool[];
  /** Fault rules in their one-line form. */
  readonly faults?: readonly string[];
  /** Named choices of settings.ts. */
  readonly settings?: Partial<Settings>;
  /** Whose statuses errors come with; absent: those of the wire. */
  readonly statusProfile?: StatusProfile;
}
