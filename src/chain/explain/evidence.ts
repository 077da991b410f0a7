import type { Fault } from '../../form/form.ts';
import type { SkewEstimate } from '../clock-skew.ts';
import type { Chain, Step } from '../model.ts';
import type { PasskeyFacts } from './passkey-facts.ts';
import type { TimestampReading } from './timestamp.ts';

/**
 * What is known about a step that was refused: the chain as it is shown, and facts the host worked out from the real
 * values. Nothing in it is a secret. A fact that is absent could not be told.
 */
export interface Evidence {
  readonly chain: Chain;
  readonly step: Step;
  /** The exception's or failure's code, and the words that came with it. */
  readonly code: string;
  readonly message: string;
  /** When it was asked, epoch milliseconds by this computer's clock. */
  readonly now: number;
  /** How far the target's clock is ahead of ours: the sandbox's may have been moved. Milliseconds. */
  readonly targetAheadMs: number;
  readonly sent: SentFacts;
  /** The canonical user name the service gave (USER_ID_FOR_SRP, else USERNAME of a challenge). */
  readonly canonical?: string;
  readonly hash?: HashFacts;
  readonly proof?: ProofFacts;
  readonly timestamp?: TimestampFacts;
  readonly clock?: SkewEstimate;
  readonly session: SessionFacts;
  readonly typedCode?: CodeFacts;
  /** Whether the password that was used is the one known to be right; absent when none is known. */
  readonly passwordIsKnownOne?: boolean;
  /** Where the new password is known from: this chain's sign-in, or another of this user's in this run. */
  readonly newPasswordOf?: 'this sign-in' | 'another sign-in';
  /** A step of this run where the same user got past the password, by its time. */
  readonly userSignedInAt?: number;
  readonly tries: TryFacts;
  readonly device?: DeviceFacts;
  readonly refresh?: RefreshFacts;
  readonly passkey?: PasskeyFacts;
  readonly token?: TokenFacts;
  /** Rules of the service model that the request breaks. */
  readonly rules: readonly Fault[];
  /** How many calls went to this endpoint in the second before, from here. */
  readonly callsInLastSecond: number;
  /** The last step of this run that the same endpoint answered before this one. */
  readonly answeredBefore?: {
    /** `step 2`, or `step 2 of another chain`. */ readonly step: string;
    readonly at: number;
  };
  /** What the embedded Cognito knows of its own user and client: never of a real pool. */
  readonly sandbox?: SandboxFacts;
}

/** The request as far as it is no secret. */
export interface SentFacts {
  /** AuthParameters or ChallengeResponses: the text where it is shown, null where it is secret. */
  readonly answers: Readonly<Record<string, string | null>>;
  readonly members: readonly string[];
  /** The body is no JSON object: what stands in it can't be told. */
  readonly unreadable?: true;
  readonly clientId?: string;
  /** The target's own. */
  readonly targetClientId: string;
  readonly targetHasSecret: boolean;
  readonly authFlow?: string;
  readonly challengeName?: string;
  /** The name the challenge was asked under. */
  readonly asked?: string;
  /** Region of the pool id and of the endpoint, where both have one. */
  readonly poolRegion?: string;
  readonly endpointRegion?: string;
}

export interface HashFacts {
  readonly sent: boolean;
  /** Whether the target's client secret is known here. */
  readonly secretKnown: boolean;
  /** The name the hash has to be made over. */
  readonly wanted?: string;
  /** The name it was made over with the target's secret and client id; absent when none of those tried. */
  readonly over?: string;
  /** What was sent is not the Base64 of 32 bytes: no secret makes such a value. */
  readonly misshapen?: true;
  /** What was sent is not kept here: nothing can be told of it. */
  readonly hidden?: true;
  readonly tried: number;
}

export interface ProofFacts {
  /** Whether what the proof is computed from is known here: a, the password and the challenge's values. */
  readonly known: boolean;
  /** Whether the signature is the one those values give for the TIMESTAMP that was sent. */
  readonly holds?: boolean;
  /** The mistake that gives exactly this signature. */
  readonly mistake?: { readonly id: string; readonly says: string };
  /** The TIMESTAMP the signature covers, when it is another than the one that was sent. */
  readonly signedTimestamp?: string;
  readonly secretBlock: 'same' | 'changed' | 'missing' | 'unknown';
}

export interface TimestampFacts extends TimestampReading {
  /** TIMESTAMP minus the Date header of the answer, milliseconds. */
  readonly aheadMs?: number;
}

export interface SessionFacts {
  readonly sent: boolean;
  /** Whether the challenge came with one. */
  readonly came: boolean;
  /** Number of the step of this chain that brought the Session sent. */
  readonly fromStep?: number;
  /** Whether that step is the one that asked, or an operation on the same challenge. */
  readonly fromAsker?: boolean;
  /** Another chain of this run brought it. */
  readonly fromOtherChain?: boolean;
  /** Milliseconds from its coming to this step, by the target's clock. */
  readonly ageMs?: number;
  readonly limitMs: number;
  /** Number of the earlier step that carried the same Session and was accepted, or may have been. */
  readonly usedBy?: number;
  /** Whether that step's answer never came, so that it isn't known. */
  readonly usedPerhaps?: boolean;
  /** Number of a later step that brought a newer Session for the same challenge. */
  readonly newerFrom?: number;
}

export interface CodeFacts {
  readonly key: string;
  readonly kind: 'totp' | 'message';
  readonly digits: boolean;
  /** Where the TOTP secret comes from, when one is known. */
  readonly seedFrom?: string;
  /** TOTP: which 30-second step of the known secret it belongs to; 0 is the one of the sending. */
  readonly totpStep?: number;
  /** How long such a code lives, where that is not the Session’s life. Milliseconds. */
  readonly livesMs?: number;
  /** The same code was accepted before, by this step's number or in another chain (0). */
  readonly acceptedBy?: number;
  /** Differs from the right one in one digit, or two neighbours are swapped. */
  readonly slip?: 'digit' | 'swap';
  /** Messages with codes sent to this user in this run before the step, newest first. Sandbox only. */
  readonly inbox?: {
    readonly count: number;
    /** Which of them holds the code: 0 the newest; absent: none. */
    readonly match?: number;
    readonly newestAt?: number;
    readonly matchAt?: number;
  };
  /** How many steps of this run made the service send this user a code before this answer. */
  readonly sends: number;
  /** Whether a code was sent again after the challenge being answered was asked. */
  readonly sentAgain: boolean;
}

export interface TryFacts {
  /** Wrong passwords in a row for this user in this run, this step included. */
  readonly failed: number;
  /** Epoch milliseconds by this computer's clock: when the predicted lock ends. */
  readonly lockedUntil?: number;
  /** Milliseconds still to wait, when asked. */
  readonly waitMs?: number;
}

export interface DeviceFacts {
  /** The DEVICE_KEY that was sent. */
  readonly key: string;
  readonly typed: boolean;
  /** Where this run knows it from. */
  readonly origin: 'chain' | 'vault' | 'nowhere';
  /** A ForgetDevice of this run named it. */
  readonly forgotten: boolean;
  /** Number of the earlier step of this chain that confirmed it. */
  readonly confirmedBy?: number;
}

/** A token that a request carries beside a sign-in. */
export interface TokenFacts {
  /** `AccessToken`, `RefreshToken` or `Token`. */
  readonly member: string;
  /**
   * What it says it is (`token_use`); `opaque` is no JWT that can be read, as a refresh token is none; `hidden`: it is
   * not kept here.
   */
  readonly use: 'access' | 'id' | 'opaque' | 'hidden';
}

export interface RefreshFacts {
  readonly deviceKeySent: boolean;
  /** Canonical name of the user, as the access token that came with the refresh token says. */
  readonly tokenUser?: string;
  /** `device_key` of the access token that came with the refresh token. */
  readonly tokenDevice?: string;
  /** Whether ConfirmDevice succeeded for that device in this run. */
  readonly deviceConfirmed?: boolean;
  /** Whether the refresh token is one that this run brought. */
  readonly tokenKnown: boolean;
  /** The app client it was issued for, when that is another. */
  readonly otherClient?: string;
  /** The operation of this run that ended it. */
  readonly endedBy?: string;
  /** A newer refresh token took its place in this run. */
  readonly rotated: boolean;
}

export interface SandboxFacts {
  readonly user: 'there' | 'missing';
  readonly status?: string;
  readonly enabled?: boolean;
  readonly hasTotp?: boolean;
  readonly hasPhone?: boolean;
  readonly devices?: readonly string[];
  readonly passwordIsRight?: boolean;
  readonly flows?: readonly string[];
  readonly hidesUsers?: boolean;
  readonly clientHasSecret?: boolean;
}
