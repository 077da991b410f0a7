import * as v from 'valibot';
import type { Fault } from '../form/form.ts';
import { command, Id, none } from './command.ts';

// AWS credentials of this computer: whose they are and how long they last. A key is told to no face, ever.

/** As `aws configure list-profiles` names it; empty: whatever AWS's tools take by themselves. */
const ProfileName = v.pipe(v.string(), v.maxLength(200));
/** What an authenticator shows. Source: AssumeRole, `TokenCode`. */
const MfaCode = v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/));

export const awsCommands = {
  /** The profiles of AWS's shared config files, read anew. */
  'aws.profiles': command(none).returns<readonly AwsProfile[]>(),
  /** What is known of a profile's credentials, without asking anybody for them. */
  'aws.state': command(v.strictObject({ profile: ProfileName })).returns<AwsState>(),
  /** Asks for new ones now. @throws CoreFault AWS_CREDENTIALS and its kin */
  'aws.renew': command(v.strictObject({ profile: ProfileName })).returns<AwsState>(),
  /** Lets go of those that are held: the next signed call asks for new ones. */
  'aws.forget': command(v.strictObject({ profile: ProfileName })).returns<AwsState>(),
  /** MFA codes that are waited for. */
  'aws.asked': command(none).returns<readonly AwsAsk[]>(),
  /** Answers one of them; null: there is no code. @throws CoreFault AWS_ASK_UNKNOWN */
  'aws.tell': command(v.strictObject({ askId: Id, code: v.nullable(MfaCode) })).returns<null>(),
};

/** Where credentials come from, as the SDK's own providers tell profiles apart; `none`: nothing gives any. */
export type AwsSourceKind =
  | 'static'
  | 'sso'
  | 'login'
  | 'assume-role'
  | 'web-identity'
  | 'process'
  | 'environment'
  | 'container'
  | 'instance'
  | 'none';

export interface AwsSource {
  readonly kind: AwsSourceKind;
  /** The profile that is used, where one is. */
  readonly profile?: string;
  /** The account, where the files say it. */
  readonly account?: string;
  /** The role that they are of. */
  readonly role?: string;
  /** Whether an MFA code is asked for. */
  readonly mfa: boolean;
}

export interface AwsProfile extends AwsSource {
  readonly name: string;
  readonly region?: string;
}

export interface AwsState {
  /** As it was asked for. */
  readonly profile: string;
  readonly source: AwsSource;
  /** Whether there are some in memory that are good still. */
  readonly held: boolean;
  /** Known once there were credentials, or where the files say it. */
  readonly account?: string;
  /** When those that are held end, epoch milliseconds; absent where they don't. */
  readonly expiresAt?: number;
  /** Why there are none: the profile can't give any, or the last time it didn't. */
  readonly fault?: Fault;
}

/** An MFA code that credentials wait for. */
export interface AwsAsk {
  readonly askId: string;
  readonly profile: string;
  /** The MFA device: an ARN, or the serial number of a hardware one. */
  readonly serial: string;
  /** True where AWS refused the code before. */
  readonly again: boolean;
}
