import * as v from 'valibot';
import type { JsonObject, JsonValue } from '../json.ts';
import { command, Id, none, Text } from './command.ts';

// What a face can ask of the embedded Cognito. All of it are fixtures: passwords, secrets and codes here guard nothing
// and travel openly, but for private keys of passkeys and the control API's token, which stay in the host.

const UserPoolId = v.pipe(v.string(), v.minLength(1), v.maxLength(55));
/** An object as a seed file has it: the sandbox reads it and names what is wrong. */
const SeedObject = v.record(v.pipe(v.string(), v.maxLength(128)), v.unknown());
const SettingValue = v.union([
  v.boolean(),
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.maxLength(2_048)),
]);

export const sandboxCommands = {
  /** Starts the sandbox if it is not running. */
  'sandbox.start': command(none).returns<SandboxInfo>(),
  /** Users, sessions, inbox, clock, fault rules and settings back to the seed. */
  'sandbox.reset': command(none).returns<SandboxInfo>(),
  'sandbox.inbox': command(none).returns<InboxMessage[]>(),
  'sandbox.clearInbox': command(none).returns<null>(),

  'sandbox.clock': command(none).returns<SandboxClockState>(),
  /** Moves the sandbox's clock by a time, or sets it, or lets it stand still or go on. */
  'sandbox.changeClock': command(
    v.strictObject({
      advanceSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31_536_000))),
      /** ISO time. */
      set: v.optional(v.pipe(v.string(), v.maxLength(40))),
      frozen: v.optional(v.boolean()),
    }),
  ).returns<SandboxClockState>(),

  /** Everybody of a pool as the seed file writes users, without private keys. */
  'sandbox.users': command(v.strictObject({ userPoolId: UserPoolId })).returns<SandboxUserRecord[]>(),
  /** Adds a user, or puts it in place of the one of that name. A fault names the field. */
  'sandbox.putUser': command(v.strictObject({ userPoolId: UserPoolId, user: SeedObject })).returns<
    SandboxUserRecord[]
  >(),
  'sandbox.removeUser': command(v.strictObject({ userPoolId: UserPoolId, username: Id })).returns<
    SandboxUserRecord[]
  >(),
  /** A seeded user as the seed has them; their Sessions and tokens end. */
  'sandbox.resetUser': command(v.strictObject({ userPoolId: UserPoolId, username: Id })).returns<
    SandboxUserRecord[]
  >(),

  /** The app clients of a pool as the seed file writes them. */
  'sandbox.clients': command(v.strictObject({ userPoolId: UserPoolId })).returns<SandboxClientRecord[]>(),
  'sandbox.putClient': command(v.strictObject({ userPoolId: UserPoolId, client: SeedObject })).returns<
    SandboxClientRecord[]
  >(),
  'sandbox.removeClient': command(v.strictObject({ userPoolId: UserPoolId, clientId: Id })).returns<
    SandboxClientRecord[]
  >(),

  'sandbox.faults': command(none).returns<FaultInForce[]>(),
  /** One more rule, in its one-line form; one with the id of another takes its place. */
  'sandbox.addFault': command(v.strictObject({ rule: v.pipe(v.string(), v.maxLength(4_096)) })).returns<
    FaultInForce[]
  >(),
  'sandbox.removeFault': command(v.strictObject({ id: Id })).returns<FaultInForce[]>(),

  /** What the open points of the protocol were decided to, and whose statuses errors come with. */
  'sandbox.settings': command(none).returns<SandboxSettings>(),
  'sandbox.changeSettings': command(
    v.strictObject({
      settings: v.optional(v.record(v.pipe(v.string(), v.maxLength(64)), SettingValue)),
      statusProfile: v.optional(v.pipe(v.string(), v.maxLength(20))),
    }),
  ).returns<SandboxSettings>(),

  'sandbox.triggers': command(v.strictObject({ userPoolId: UserPoolId })).returns<SandboxTrigger[]>(),
  /** `source` null takes the trigger away. One that can't be read is refused with its line. */
  'sandbox.setTrigger': command(
    v.strictObject({ userPoolId: UserPoolId, trigger: Id, source: v.nullable(Text) }),
  ).returns<SandboxTrigger[]>(),

  /** The calls after entry `since`, oldest first, a thousand at most. */
  'sandbox.log': command(v.strictObject({ since: v.pipe(v.number(), v.integer(), v.minValue(0)) })).returns<
    SandboxCall[]
  >(),

  /** Pools, clients, users, faults and settings as a seed file, YAML. */
  'sandbox.seed': command(none).returns<{ text: string }>(),
  /** The same to the clipboard, with the private keys of passkeys, which the page is never told. */
  'sandbox.copySeed': command(none).returns<null>(),
  /** Begins anew from a seed file, and every reset until the console quits does. */
  'sandbox.loadSeed': command(
    v.strictObject({ text: v.pipe(v.string(), v.maxLength(5_000_000)) }),
  ).returns<SandboxInfo>(),
  /** Keeps the whole state, Sessions and tokens included, in the host's memory: one at a time. */
  'sandbox.takeSnapshot': command(none).returns<SandboxSnapshotNote>(),
  'sandbox.snapshotNote': command(none).returns<SandboxSnapshotNote | null>(),
  'sandbox.restoreSnapshot': command(none).returns<SandboxInfo>(),

  /** Where other tools reach the control API. The token is masked: `sandbox.copyControlToken` copies it. */
  'sandbox.control': command(none).returns<{ url: string; tokenMask: string }>(),
  'sandbox.copyControlToken': command(none).returns<null>(),
};

export interface SandboxClient {
  readonly clientId: string;
  readonly name: string;
  /** A fixture, printed openly: it guards nothing. */
  readonly clientSecret?: string;
  readonly explicitAuthFlows: readonly string[];
  readonly sessionMinutes: number;
}

export interface SandboxPool {
  readonly userPoolId: string;
  readonly name: string;
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  readonly clients: readonly SandboxClient[];
}

/** One sign-in of the start screen. */
export interface SandboxUser {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** The flow the start screen begins with. */
  readonly flow: string;
  /** What this user shows, one short line. */
  readonly shows: string;
  /** Expected path, challenge names, `TOKENS` or an exception's name last. */
  readonly path: readonly string[];
  readonly totpSecret?: string;
  /** The answer to CUSTOM_CHALLENGE, where it is always the same. */
  readonly customAnswer?: string;
  readonly passkey?: SandboxPasskey;
}

/** A passkey of the software authenticator. */
export interface SandboxPasskey {
  /** The credential id, base64url. */
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: string;
  /** PKCS #8, base64url. The host signs with it and keeps it: the page is never told. */
  readonly privateKey?: string;
}

/** Fixtures of the embedded Cognito: all of it is public by design. */
export interface SandboxInfo {
  readonly endpoint: string;
  readonly region: string;
  readonly pools: readonly SandboxPool[];
  readonly users: readonly SandboxUser[];
  /** Milliseconds from process start to listening. */
  readonly readyMs: number;
  readonly offsetSeconds: number;
  /** When it began at its seed: what its users did before is forgotten. By this computer's clock, epoch milliseconds. */
  readonly seededAt: number;
  /** Between a snapshot and its return: what its users did meanwhile is forgotten, too. By the same clock. */
  readonly forgot: readonly { readonly from: number; readonly to: number }[];
}

export interface InboxMessage {
  readonly id: string;
  readonly at: number;
  readonly username: string;
  readonly medium: 'SMS' | 'EMAIL';
  readonly destination: string;
  readonly code: string;
  readonly text: string;
}

export interface SandboxClockState {
  /** ISO time by the sandbox. */
  readonly now: string;
  /** How far it is ahead of this computer's clock. */
  readonly offsetSeconds: number;
  readonly frozen: boolean;
}

/** A user as the seed file writes one. */
export interface SandboxUserRecord {
  readonly Username: string;
  readonly Password?: string;
  /** Of a temporary one that is not new: since when it stands, in whole hundredths of days. */
  readonly PasswordAgeDays?: number;
  readonly UserStatus?: 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';
  /** Absent: true. */
  readonly Enabled?: boolean;
  readonly UserAttributes?: Readonly<Record<string, string>>;
  readonly UserMFASettingList?: readonly string[];
  readonly PreferredMfaSetting?: string;
  /** Base32. */
  readonly TotpSecret?: string;
  readonly Groups?: readonly string[];
  readonly Devices?: readonly {
    readonly DeviceKey: string;
    readonly DeviceName?: string;
    readonly Remembered?: boolean;
  }[];
  readonly Passkeys?: readonly {
    readonly CredentialId: string;
    readonly RelyingPartyId: string;
    readonly FriendlyCredentialName?: string;
  }[];
  readonly PasskeyMfa?: boolean;
  readonly Story?: JsonObject;
  /** Whether the seed has a user of that name, so that a reset of the user is possible. */
  readonly seeded: boolean;
}

/** An app client as the seed file writes one: CreateUserPoolClient's members, its id and its secrets. */
export interface SandboxClientRecord extends JsonObject {
  readonly ClientId: string;
  readonly ClientName: string;
}

export interface FaultInForce {
  readonly id: string;
  /** The rule's one-line form. */
  readonly text: string;
  /** How often it answered. */
  readonly fired: number;
}

export interface SandboxSetting {
  readonly name: string;
  /** The open point of the protocol reference. */
  readonly question: string;
  readonly says: string;
  readonly values:
    | { readonly kind: 'flag' | 'text' }
    | { readonly kind: 'number'; readonly min: number; readonly max: number }
    | { readonly kind: 'choice'; readonly of: readonly string[] };
  readonly usual: boolean | number | string;
  readonly value: boolean | number | string;
}

export interface SandboxSettings {
  readonly settings: readonly SandboxSetting[];
  readonly statusProfile: string;
  readonly statusProfiles: readonly { readonly name: string; readonly says: string }[];
}

/** A Lambda trigger of a pool, there or not. */
export interface SandboxTrigger {
  /** LambdaConfig's name. */
  readonly name: string;
  /** When it runs and what it may return, one line. */
  readonly says: string;
  /** JavaScript; absent: the pool has none. */
  readonly source?: string;
  /** What one begins with: a function that changes nothing. */
  readonly template: string;
}

/** One run of a trigger during a call; secrets are masked. */
export interface SandboxTriggerRun {
  readonly trigger: string;
  /** The exact `request.session` it was given; absent for triggers that get none. */
  readonly session?: JsonValue;
  readonly response?: JsonValue;
  readonly error?: string;
  readonly console: readonly string[];
  readonly ms: number;
}

/** One request the sandbox answered. */
export interface SandboxCall {
  /** Counts up from 1. */
  readonly number: number;
  readonly requestId: string;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly at: number;
  readonly operation: string;
  readonly clientId?: string;
  readonly username?: string;
  readonly challenge?: string;
  /** 0: the connection was dropped. */
  readonly status: number;
  readonly error?: string;
  readonly message?: string;
  readonly ms: number;
  /** The fault rule that answered, or changed the answer. */
  readonly fault?: string;
  readonly triggers: readonly SandboxTriggerRun[];
}

export interface SandboxSnapshotNote {
  /** Epoch milliseconds by this computer's clock. */
  readonly takenAt: number;
}
