import type { JsonObject } from '../../json.ts';
import { unrecognizable } from './refuse-run.ts';
import { flagField, listField, textField, textsField } from './response-fields.ts';

// What each trigger returns (protocol reference 8.1). Every reader throws InvalidLambdaResponseException for another form.

/** What DefineAuthChallenge decided: the first that is set counts, in this order. */
export type Decision =
  | { readonly next: 'tokens' }
  | { readonly next: 'failure' }
  | { readonly next: 'challenge'; readonly name: string };

export function readDecision(response: JsonObject): Decision {
  const tokens = flagField(response, 'issueTokens');
  const failure = flagField(response, 'failAuthentication');
  const name = textField(response, 'challengeName');
  if (tokens === true) return { next: 'tokens' };
  if (failure === true) return { next: 'failure' };
  if (name === undefined || name === '') throw unrecognizable();
  return { next: 'challenge', name };
}

export interface CreatedChallenge {
  readonly public: ReadonlyMap<string, string>;
  readonly private: ReadonlyMap<string, string>;
  readonly metadata: string | null;
}

export function readCreated(response: JsonObject): CreatedChallenge {
  return {
    public: textsField(response, 'publicChallengeParameters'),
    private: textsField(response, 'privateChallengeParameters'),
    metadata: textField(response, 'challengeMetadata') ?? null,
  };
}

export function readVerdict(response: JsonObject): boolean {
  const correct = flagField(response, 'answerCorrect');
  if (correct === undefined) throw unrecognizable();
  return correct;
}

export interface SignUpDecision {
  readonly confirm: boolean;
  readonly verifyEmail: boolean;
  readonly verifyPhone: boolean;
}

export function readSignUpDecision(response: JsonObject): SignUpDecision {
  return {
    confirm: flagField(response, 'autoConfirmUser') ?? false,
    verifyEmail: flagField(response, 'autoVerifyEmail') ?? false,
    verifyPhone: flagField(response, 'autoVerifyPhone') ?? false,
  };
}

export interface MigratedUser {
  readonly attributes: ReadonlyMap<string, string>;
  readonly status: 'CONFIRMED' | 'RESET_REQUIRED';
  /** SUPPRESS: no welcome message. */
  readonly quiet: boolean;
  readonly mediums: readonly string[];
  readonly forceAlias: boolean;
  readonly smsMfa: boolean;
}

/** Undefined when the trigger knows no such user: it then names no attributes. */
export function readMigration(response: JsonObject): MigratedUser | undefined {
  const attributes = textsField(response, 'userAttributes');
  const status = textField(response, 'finalUserStatus') ?? 'RESET_REQUIRED';
  const action = textField(response, 'messageAction');
  const migrated: MigratedUser = {
    attributes,
    status: status === 'CONFIRMED' ? 'CONFIRMED' : 'RESET_REQUIRED',
    quiet: action === 'SUPPRESS',
    mediums: listField(response, 'desiredDeliveryMediums') ?? [],
    forceAlias: flagField(response, 'forceAliasCreation') ?? false,
    smsMfa: flagField(response, 'enableSMSMFA') ?? false,
  };
  if (!['CONFIRMED', 'RESET_REQUIRED'].includes(status) || !['SUPPRESS', undefined].includes(action)) {
    throw unrecognizable();
  }
  return attributes.size === 0 ? undefined : migrated;
}

export interface CustomText {
  readonly sms?: string;
  readonly email?: string;
  readonly subject?: string;
}

/** @param placeholder stands for the code, and a text without it could not be used. */
export function readMessage(response: JsonObject, placeholder: string): CustomText {
  const sms = textField(response, 'smsMessage');
  const email = textField(response, 'emailMessage');
  const subject = textField(response, 'emailSubject');
  for (const text of [sms, email]) {
    if (text !== undefined && !text.includes(placeholder)) throw unrecognizable();
  }
  return {
    ...(sms === undefined ? {} : { sms }),
    ...(email === undefined ? {} : { email }),
    ...(subject === undefined ? {} : { subject }),
  };
}
