import type { AnswerOperation, StartOperation } from '../chain/sign-in-operations.ts';
import type { Factor } from '../chain/lockout.ts';
import type { Asked } from '../challenges/spec.ts';
import type { Answer } from '../contract.ts';
import type { Tools } from '../form/form.ts';

/** The rule a fault breaks: how the list is grouped, in this order. */
export const faultGroups = [
  'Session',
  'Challenge and flow',
  'App client',
  'Administrator',
  'User and hash',
  'Form of the answer',
  'Code',
  'Password proof',
  'Device',
  'Passkey',
  'Choice',
  'New password',
  'Set-up of a second factor',
  'Custom challenge',
  'Refresh',
  'Tolerated',
] as const;
export type FaultGroup = (typeof faultGroups)[number];

/** The request that is broken, as it would be right, and what is known around it. */
export interface Place {
  readonly operation: StartOperation | AnswerOperation | 'GetTokensFromRefreshToken';
  /** The flow or challenge it answers, AWS's name. */
  readonly name: string;
  readonly asked: Asked;
  /** AuthParameters or ChallengeResponses of the right request; the members where there is no such map. */
  readonly keys: Readonly<Record<string, string>>;
  /** The Session it carries; absent where none came. */
  readonly session?: string;
  readonly clientId: string;
  readonly userPoolId: string;
  readonly hasClientSecret: boolean;
  /** On the sandbox everything is taken back afterwards, and its clock can be moved. */
  readonly sandbox: boolean;
  readonly username: string;
  /** The name that was typed, where it is not the canonical one. */
  readonly alias?: string;
  /** A Session that this branch carried before. */
  readonly earlierSession?: string;
  /** Whether the right code or answer is known: without it a false pass can't be told from a wrong code. */
  readonly complete: boolean;
  /** Flows the app client does not allow, as far as that is known. */
  readonly flowsOff: readonly string[];
  /** What there is to borrow from elsewhere. */
  readonly others: { readonly session: boolean; readonly username: boolean; readonly client: boolean };
}

/** Another sign-in of the same user, brought to the same place. */
export interface Twin {
  readonly asked: Asked;
  readonly keys: Readonly<Record<string, string>>;
  readonly session?: string;
}

/** The place as it was reached for this one fault, and what it may be broken with. */
export interface Given extends Place {
  /** N of the SRP group, hex. */
  readonly prime: string;
  /** The user's TOTP code so many 30 s steps from now; undefined where the secret is unknown. */
  totp(steps: number): string | undefined;
  readonly twin?: Twin;
  readonly other: { readonly session?: string; readonly username?: string; readonly clientId?: string };
}

/** How the right request is changed. Left out: as it is. */
export interface Bend extends Partial<Omit<Answer, 'name'>> {
  /** Another ChallengeName or AuthFlow is a change to the members; another tool makes other values. */
  readonly tools?: (tools: Tools) => Tools;
  /** An operation beside the sign-in, sent in place of the answer. */
  readonly operation?: { readonly name: string; readonly inputs: Readonly<Record<string, string>> };
}

/** What has to happen before the broken request. */
export interface Scene {
  /** Another sign-in of the same user comes to the same place first. */
  readonly twin?: true;
  /** An answer that is sent before: in this sign-in, or in the twin's. It must be accepted unless `refused`. */
  readonly first?: { readonly where: 'here' | 'twin'; readonly bend: (given: Given) => Bend };
  /** Operations beside the sign-in, in order. */
  readonly helpers?: readonly string[];
  /** The Session's life passes. */
  readonly late?: true;
  /** The TOTP code so many steps from now must be one that was not used yet. */
  readonly unused?: number;
  readonly needs?: keyof Place['others'];
}

/** One answer that the protocol knows for a fault. */
export interface Expected {
  /** An exception's name, or one of `outcomes`. */
  readonly code: string;
  /** Regular expression source for the whole message, where it is known. */
  readonly message?: string;
}

/** What a request can come to beside an exception. */
export const outcomes = {
  /** tokens, or the next challenge */
  accepted: 'ACCEPTED',
  /** the same challenge once more, with a new Session */
  askedAgain: 'ASKED_AGAIN',
} as const;

/** One rule of the protocol, broken alone. */
export interface Fault {
  readonly id: string;
  readonly group: FaultGroup;
  readonly title: string;
  /** The rule it breaks, one sentence. */
  readonly rule: string;
  /** Where that is written: a section of the protocol reference. */
  readonly source: string;
  /** False: makes no sense here. A text: would, but for what it says. */
  readonly applies: (place: Place) => boolean | string;
  readonly mutate: (given: Given) => Bend;
  readonly expected: readonly Expected[] | ((place: Place) => readonly Expected[]);
  /** What a refused try is counted as by the service. */
  readonly counts?: Factor | ((place: Place) => Factor | undefined);
  readonly scene?: Scene;
}

export function expectedOf(fault: Fault, place: Place): readonly Expected[] {
  return typeof fault.expected === 'function' ? fault.expected(place) : fault.expected;
}

/** A place whose right code is not known sends a made-up one, which counts wherever it is looked at. */
export function countOf(fault: Fault, place: Place): Factor | undefined {
  const own = typeof fault.counts === 'function' ? fault.counts(place) : fault.counts;
  return own ?? (place.complete ? undefined : 'code');
}
