import * as v from 'valibot';
import type { ThingKind } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import { command, Id, none } from './command.ts';

// What a user signs in with, as named objects kept in the vault: TOTP seeds, devices, passkeys. Their secret parts stay
// in the host until one is asked for.

const Name = v.pipe(v.string(), v.trim(), v.maxLength(100));
const Username = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(128));
const Seed = v.pipe(v.string(), v.maxLength(4_096));
const Short = v.pipe(v.string(), v.trim(), v.maxLength(300));
/** Absent: for whichever target asks. */
const TargetId = v.optional(Id);

export const thingsCommands = {
  'things.list': command(none).returns<Thing[]>(),
  /** What a pasted or scanned seed says, before it is kept. */
  'things.readSeed': command(v.strictObject({ seed: Seed })).returns<SeedReading>(),
  /** `seed`: Base32 as people paste it, or an otpauth URI. An empty name is taken from the URI. */
  'things.addTotp': command(
    v.strictObject({ name: Name, username: Username, targetId: TargetId, seed: Seed }),
  ).returns<Thing>(),
  'things.addDevice': command(
    v.strictObject({
      name: Name,
      username: Username,
      targetId: TargetId,
      deviceKey: Short,
      deviceGroupKey: Short,
      password: Short,
    }),
  ).returns<Thing>(),
  /** `passkey`: JSON with id, privateKey (PKCS #8 or JWK), rpId and userHandle. */
  'things.importPasskey': command(
    v.strictObject({
      name: Name,
      username: Username,
      targetId: TargetId,
      passkey: v.pipe(v.string(), v.maxLength(16_384)),
    }),
  ).returns<Thing>(),
  'things.rename': command(v.strictObject({ id: Id, name: v.pipe(Name, v.minLength(1)) })).returns<null>(),
  /** Gone from the vault; `things.restore` brings it back for some seconds. The service is told nothing. */
  'things.remove': command(v.strictObject({ id: Id })).returns<null>(),
  'things.restore': command(v.strictObject({ id: Id })).returns<null>(),
  /** The seed, or the device's password. A passkey's private key never reaches a page: REVEAL_REFUSED. */
  'things.reveal': command(v.strictObject({ id: Id })).returns<{ value: string }>(),
  /** Its secret, a passkey as JSON with its private key: to the clipboard past the page; cleared after 60 s. */
  'things.copy': command(v.strictObject({ id: Id })).returns<null>(),
  /** The codes around now, by the clock of the thing's own target or of the one that is named. */
  'things.totp': command(v.strictObject({ id: Id, targetId: TargetId })).returns<TotpCodes>(),
  /** The otpauth URI of a seed, for a QR code: asked for when the person opens it. */
  'things.export': command(v.strictObject({ id: Id })).returns<{ otpauthUri: string }>(),
  /** Tells the service to forget it, with the user's tokens in the vault, as a chain; then it is removed here, too. */
  'things.forget': command(v.strictObject({ id: Id })).returns<{ chainId: string }>(),
  /** What the credential of a registration would say, before it is sent. */
  'things.ceremony': command(
    v.strictObject({
      chainId: Id,
      parentId: Id,
      inputs: v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(4_096))),
    }),
  ).returns<{ credential: JsonObject }>(),
};

interface Common {
  readonly id: string;
  readonly kind: ThingKind;
  readonly name: string;
  readonly username: string;
  /** Absent: for any target. */
  readonly targetId?: string;
  /** As it was called when the thing was made. */
  readonly targetName?: string;
  readonly userPoolId?: string;
  /** Other names the user signs in by. */
  readonly aliases: readonly string[];
  /** How it came here: an operation of AWS's, `typed`, `otpauth URI`. */
  readonly source: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly lastUsedAt?: number;
  /** `waiting`: there is no usable keychain and memory was not chosen yet. */
  readonly where: 'keychain' | 'memory' | 'waiting';
}

/** A thing as the page has it: without its secret part. */
export type Thing = Common &
  (
    | ({ readonly kind: 'totp' } & SeedReading)
    | {
        readonly kind: 'device';
        readonly deviceKey: string;
        readonly deviceGroupKey: string;
        /** Whether it stands in for a second factor; absent: not known. */
        readonly remembered?: boolean;
      }
    | {
        readonly kind: 'passkey';
        readonly credentialId: string;
        readonly rpId: string;
        readonly userHandle: string;
        readonly algorithm: string;
        /** What was counted last; 0: it counts nothing. */
        readonly counter: number;
      }
  );

/** A TOTP seed without its secret. */
export interface SeedReading {
  readonly issuer?: string;
  readonly account?: string;
  readonly algorithm: string;
  readonly digits: number;
  /** Seconds. */
  readonly period: number;
  /** What of it is not as Cognito has it. */
  readonly warnings: readonly string[];
}

/** A code and how long it is good. */
export interface TotpStep {
  readonly code: string;
  /** -1: the step before, 0: now, 1: the one after. */
  readonly offset: -1 | 0 | 1;
  /** Milliseconds from now until it is the code of now (0 or less: it is, or was). */
  readonly startsInMs: number;
  /** Milliseconds from now until it is no longer the code of now. */
  readonly endsInMs: number;
  /** It travelled in this chain already: the service takes each code once. */
  readonly used?: boolean;
}

export interface TotpCodes {
  readonly steps: readonly TotpStep[];
  /** Seconds. */
  readonly period: number;
  /** How far the clock they are made by is ahead of this computer's, milliseconds. */
  readonly aheadMs: number;
}
