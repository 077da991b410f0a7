import * as v from 'valibot';
import type { ChainStatus } from '../chain/model.ts';
import type { Fault } from '../form/form.ts';
import { command, Id } from './command.ts';

// The users of a target's pool: a list as ListUsers filters and pages it, and one user with all that can be read of
// them. Every command reads only and keeps nothing. Each is signed: it throws CoreFault with the exception's own name,
// AWS_CREDENTIALS and its kin, or a wire failure's code; TARGET_NO_POOL where the target names no user pool.

/**
 * What ListUsers can look for; custom attributes are not among it.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export const SEARCHED_ATTRIBUTES = [
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'cognito:user_status',
  'status',
  'sub',
] as const;
export type SearchedAttribute = (typeof SEARCHED_ATTRIBUTES)[number];

/** One comparison: the service takes no more in one call. */
const UserFilterSchema = v.strictObject({
  attribute: v.picklist(SEARCHED_ATTRIBUTES),
  /** Equal, or begins with. */
  match: v.picklist(['=', '^=']),
  value: v.pipe(v.string(), v.maxLength(256)),
});
export type UserFilter = Readonly<v.InferOutput<typeof UserFilterSchema>>;

const PageToken = v.pipe(v.string(), v.minLength(1), v.maxLength(131_072));
/** A username, an alias where the pool has some, or a sub. Cognito's own have 128 characters at most; an emulator's may have more. */
const Username = v.pipe(v.string(), v.minLength(1), v.maxLength(2_048));

const Where = {
  targetId: Id,
  filter: v.optional(UserFilterSchema),
  /** `next` of the page before. */
  token: v.optional(PageToken),
};
const One = v.strictObject({ targetId: Id, username: Username });

export const usersCommands = {
  /** One page: sixty at most. Told meanwhile as users.waiting. */
  'users.page': command(v.strictObject(Where)).returns<UsersPage>(),
  /**
   * Pages on to the end and returns at once; what came is told as users.read, a few times a second.
   * @param listingId a new name, the page's to choose: what it hears goes by it
   */
  'users.all': command(v.strictObject({ listingId: Id, ...Where })).returns<null>(),
  /** Ends a reading; what came so far stays told, and its last page's token with it. */
  'users.stop': command(v.strictObject({ listingId: Id })).returns<null>(),

  /** AdminGetUser: status and attributes. */
  'user.account': command(One).returns<UserAccount>(),
  /** AdminGetUserAuthFactors: what the user can sign in with. */
  'user.factors': command(One).returns<UserFactors>(),
  /** AdminListGroupsForUser, all pages, by precedence. */
  'user.groups': command(One).returns<readonly UserGroup[]>(),
  /** AdminListDevices, all pages, the last used first. */
  'user.devices': command(One).returns<readonly UserDevice[]>(),
  /**
   * ListWebAuthnCredentials takes the user's own access token alone: where the vault holds one of theirs, it is used.
   * @throws CoreFault PASSKEYS_UNREADABLE with the reason
   */
  'user.passkeys': command(One).returns<readonly UserPasskey[]>(),
  /** AdminListUserSessions: what is signed in now. */
  'user.sessions': command(One).returns<readonly UserSession[]>(),
  /** AdminListUserAuthEvents joined with this computer's chains of the user, newest first. */
  'user.signIns': command(
    v.strictObject({ ...One.entries, token: v.optional(PageToken) }),
  ).returns<UserSignIns>(),
};

/** A user as a line of a list. Times are epoch milliseconds. */
export interface UserHead {
  readonly username: string;
  /** AWS's name: CONFIRMED, FORCE_CHANGE_PASSWORD … */
  readonly status: string;
  readonly enabled: boolean;
  readonly createdAt?: number;
  readonly modifiedAt?: number;
  /** Of the attributes those that people know somebody by, where they are set. */
  readonly attributes: Readonly<Partial<Record<ListedAttribute, string>>>;
}

export const LISTED_ATTRIBUTES = [
  'sub',
  'email',
  'email_verified',
  'phone_number',
  'phone_number_verified',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
] as const;
export type ListedAttribute = (typeof LISTED_ATTRIBUTES)[number];

export interface UsersPage {
  readonly users: readonly UserHead[];
  /** Token of the next page; absent at the end. */
  readonly next?: string;
}

/** How a reading to the end goes on. */
export interface UsersNews {
  readonly listingId: string;
  /** That came since it was told last. */
  readonly users: readonly UserHead[];
  /** Of this reading, so far. */
  readonly read: number;
  /** `waiting`: the service asked to slow down. */
  readonly state: 'reading' | 'waiting' | 'stopped' | 'failed' | 'done';
  /** Epoch milliseconds; beside `waiting`. */
  readonly until?: number;
  /** Beside `failed`. */
  readonly fault?: Fault;
  /** Where a reading that was stopped, or failed, can go on. */
  readonly next?: string;
}

export interface UserAttribute {
  readonly name: string;
  readonly value: string;
}

export interface UserAccount {
  readonly username: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly createdAt?: number;
  readonly modifiedAt?: number;
  readonly attributes: readonly UserAttribute[];
  /** `UserMFASettingList`: SMS_MFA, EMAIL_OTP, SOFTWARE_TOKEN_MFA. */
  readonly mfa: readonly string[];
  /** `PreferredMfaSetting`. */
  readonly preferredMfa?: string;
}

export interface UserFactors {
  /** `ConfiguredUserAuthFactors`: PASSWORD, EMAIL_OTP, SMS_OTP, WEB_AUTHN, SOFTWARE_TOKEN. */
  readonly factors: readonly string[];
  readonly mfa: readonly string[];
  readonly preferredMfa?: string;
}

export interface UserGroup {
  readonly name: string;
  readonly description?: string;
  /** Lower wins. */
  readonly precedence?: number;
  readonly roleArn?: string;
}

export interface UserDevice {
  readonly key: string;
  readonly name?: string;
  /** Undefined where the service doesn't say. */
  readonly remembered?: boolean;
  readonly lastIp?: string;
  readonly createdAt?: number;
  readonly lastAuthenticatedAt?: number;
}

export interface UserPasskey {
  readonly id: string;
  readonly name: string;
  readonly relyingPartyId: string;
  readonly attachment?: string;
  readonly transports: readonly string[];
  readonly createdAt?: number;
}

export interface UserSession {
  readonly id: string;
  /** TOKEN or SSO. */
  readonly type: string;
  readonly clientId?: string;
  readonly createdAt?: number;
  readonly lastActiveAt?: number;
  readonly device?: string;
  readonly lastIp?: string;
  /** City and country. */
  readonly location?: string;
  /** The session it came through. */
  readonly originId?: string;
  /** The chain of this computer whose tokens are of this session. */
  readonly chain?: JoinedChain;
}

/** How something of the service's and a step of ours are known to be the same. */
export type JoinedBy =
  /** the tokens of the chain carry its id: `event_id`, `origin_jti` */
  | 'token'
  /** the id is AWS's request id of the step */
  | 'request-id'
  /** same user, within seconds: likely, not certain */
  | 'time';

export interface JoinedChain {
  readonly chainId: string;
  readonly stepId: string;
  readonly by: JoinedBy;
  /** AWS's, of that step. */
  readonly requestId?: string;
  /** Beside `time`: the step's moment minus the service's, milliseconds. */
  readonly apartMs?: number;
}

export interface SignInEvent {
  readonly id: string;
  /** SignIn, SignUp, ForgotPassword, PasswordChange, ResendCode. */
  readonly type: string;
  readonly at?: number;
  /** Pass, Fail, InProgress. */
  readonly response: string;
  /** Password, Mfa, each with Success or Failure. */
  readonly challenges: readonly { readonly name: string; readonly response: string }[];
  /** NoRisk, AccountTakeover, Block. */
  readonly risk?: string;
  /** Low, Medium, High. */
  readonly riskLevel?: string;
  readonly compromised: boolean;
  readonly ip?: string;
  /** City and country. */
  readonly location?: string;
  readonly device?: string;
  /** Valid or Invalid, as somebody judged it. */
  readonly feedback?: string;
  readonly chain?: JoinedChain;
}

/** A chain of this computer that signed the user in, under any of their names. */
export interface UserChain {
  readonly chainId: string;
  readonly startedAt: number;
  readonly lastAt: number;
  /** As it was typed. */
  readonly username: string;
  readonly flow: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly status: ChainStatus;
  readonly failure?: string;
  readonly steps: number;
  /** Of its steps, oldest first. */
  readonly requestIds: readonly string[];
}

export interface UserSignIns {
  readonly events: readonly SignInEvent[];
  /** Why the service tells of none. */
  readonly fault?: Fault;
  /** Token of older events. */
  readonly next?: string;
  /** Newest first; only beside the first page. */
  readonly chains: readonly UserChain[];
  /** True where there are more of them than are told. */
  readonly moreChains: boolean;
}
