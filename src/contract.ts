import * as v from 'valibot';
import type { ChainEvent } from './chain/event.ts';
import type { ChainStatus } from './chain/model.ts';
import type { Prediction } from './chain/why/predicted.ts';
import { command, Id, Json, none, Text } from './contract/command.ts';
import { BranchSchema, runCommands, type RunState } from './contract/run.ts';
import { actionCommands, type ActionWaiting } from './contract/actions.ts';
import { benchCommands } from './contract/bench.ts';
import { thingsCommands, type TotpCodes } from './contract/things.ts';
import { explainCommands } from './contract/explain.ts';
import { lensCommands } from './contract/lens.ts';
import { contextCommands } from './contract/context.ts';
import { historyCommands } from './contract/history.ts';
import { searchCommands } from './contract/search.ts';
import { importCommands } from './contract/import.ts';
import { adoptCommands } from './contract/adopt.ts';
import { type AwsAsk, awsCommands } from './contract/aws.ts';
import { handoverCommands } from './contract/handover.ts';
import { teamCommands } from './contract/team.ts';
import { reportCommands } from './contract/report.ts';
import { scenarioCommands } from './contract/scenario.ts';
import { serviceCommands } from './contract/service.ts';
import { usersCommands, type UsersNews } from './contract/users.ts';
import { poolCommands } from './contract/pool.ts';
import { bulkCommands } from './contract/bulk.ts';
import { sandboxCommands } from './contract/sandbox.ts';
import { settingsCommands, type Settings } from './contract/settings.ts';
import type { Fault } from './form/form.ts';
import type { JsonObject } from './json.ts';

export type {
  Breakpoint,
  Forked,
  RunDoing,
  RunSettings,
  RunState,
  RunStop,
  RunUntil,
} from './contract/run.ts';
export type { BenchAnswer, BenchFault, BenchList, BenchResult, BenchState } from './contract/bench.ts';
export type {
  FaultInForce,
  InboxMessage,
  SandboxCall,
  SandboxClient,
  SandboxClientRecord,
  SandboxClockState,
  SandboxInfo,
  SandboxPasskey,
  SandboxPool,
  SandboxSetting,
  SandboxSettings,
  SandboxSnapshotNote,
  SandboxTrigger,
  SandboxTriggerRun,
  SandboxUser,
  SandboxUserRecord,
} from './contract/sandbox.ts';
export type { SeedReading, Thing, TotpCodes, TotpStep } from './contract/things.ts';
export type { Settings } from './contract/settings.ts';
export type { TeamState } from './contract/team.ts';

/**
 * Everything a face (window, terminal) can ask of the host and everything the host tells: one list. The client type,
 * the handler type, validation and the preload bridge derive from it. Inputs are validated once, in the host, because
 * the page is not trusted; outputs come from our own code and are typed only.
 */

const TextMap = v.record(v.pipe(v.string(), v.maxLength(2_048)), Text);

const JsonMembers = v.record(v.pipe(v.string(), v.maxLength(2_048)), v.nullable(Json));

/** What a person supplies for a step. The core turns it into the request. */
export const AnswerSchema = v.strictObject({
  /** The flow or challenge form that was filled, AWS's name. */
  name: Id,
  /**
   * By which family of operations it goes: true for AdminInitiateAuth and AdminRespondToAuthChallenge, which are signed,
   * false for InitiateAuth and RespondToAuthChallenge. Absent: as its flow, or the sign-in it belongs to, does.
   */
  admin: v.optional(v.boolean()),
  /** Field key -> text. */
  inputs: TextMap,
  /**
   * Changes to AuthParameters / ChallengeResponses after composing: a value replaces, null leaves the key out. The maps
   * hold texts by the model; a tester may send any JSON there.
   */
  responses: JsonMembers,
  /** Changes to the request's top-level members: a value replaces, null leaves the member out. */
  members: JsonMembers,
  /** Changes to headers by name: a text replaces or adds, null leaves out. What can't travel is a fault, see headers.ts. */
  headers: v.optional(
    v.record(v.pipe(v.string(), v.maxLength(256)), v.nullable(v.pipe(v.string(), v.maxLength(16_384)))),
  ),
  /**
   * Computed values kept as they were, in the host alone: pointer into the body, or `header:NAME`, to a name of the
   * person's wish. The first request with that name at this place takes the value of then; later ones repeat it.
   */
  frozen: v.optional(v.record(v.pipe(v.string(), v.maxLength(2_048)), Id)),
  /**
   * The body as text, sent as it stands, JSON or not. A mask that was shown at this place stands for the value behind
   * it. What else the answer says of the body has no effect.
   */
  rawBody: v.optional(Text),
});
export type Answer = v.InferOutput<typeof AnswerSchema>;

export const TargetDraftSchema = v.strictObject({
  id: v.optional(Id),
  name: v.pipe(v.string(), v.maxLength(100)),
  region: v.pipe(v.string(), v.maxLength(50)),
  /** Empty: the service's own endpoint for the region. */
  endpoint: v.pipe(v.string(), v.maxLength(2_000)),
  userPoolId: v.pipe(v.string(), v.maxLength(200)),
  clientId: v.pipe(v.string(), v.maxLength(300)),
  /** New client secret; absent keeps the stored one; null removes it. */
  clientSecret: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500)))),
  fips: v.boolean(),
  /** The AWS profile that signed calls go as; empty: whatever AWS's tools take by themselves. */
  profile: v.optional(v.pipe(v.string(), v.maxLength(200))),
  color: v.picklist(['none', 'blue', 'green', 'amber', 'red', 'violet']),
  production: v.boolean(),
  sessionMinutes: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(15)),
});
export type TargetDraft = v.InferOutput<typeof TargetDraftSchema>;

const Spot = {
  chainId: Id,
  stepId: Id,
  side: v.picklist(['request', 'response']),
  pointer: v.pipe(v.string(), v.maxLength(2_048)),
};

export const commands = {
  /** Versions, runtime, keychain state: what the status line shows. */
  'app.info': command(none).returns<AppInfo>(),

  ...settingsCommands,
  ...sandboxCommands,
  ...runCommands,
  ...benchCommands,
  ...thingsCommands,
  ...explainCommands,
  ...lensCommands,
  ...contextCommands,
  ...historyCommands,
  ...searchCommands,
  ...importCommands,
  ...adoptCommands,
  ...handoverCommands,
  ...teamCommands,
  ...reportCommands,
  ...scenarioCommands,
  ...serviceCommands,
  ...awsCommands,
  ...actionCommands,
  ...usersCommands,
  ...poolCommands,
  ...bulkCommands,

  'targets.list': command(none).returns<Target[]>(),
  /** Adds or changes a target. Problems with fields come back as warnings or, when it can't be stored, as an error. */
  'target.save': command(TargetDraftSchema).returns<Target>(),
  /** A target for as long as the console runs: known by its id, kept nowhere and in no list. */
  'target.lend': command(TargetDraftSchema).returns<Target>(),
  'target.remove': command(v.strictObject({ id: Id })).returns<null>(),
  /** Looks whether the endpoint answers as Cognito does; sends no credentials. */
  'target.check': command(TargetDraftSchema).returns<TargetCheck>(),

  'chains.list': command(none).returns<ChainHead[]>(),
  'chain.events': command(v.strictObject({ chainId: Id })).returns<ChainEvent[]>(),
  /**
   * Composes the first request and sends it. `again`: a chain whose remembered inputs (password, TOTP secret, device)
   * stand in for fields left empty, so that starting over asks nothing twice.
   */
  'chain.start': command(
    v.strictObject({ targetId: Id, answer: AnswerSchema, again: v.optional(Id) }),
  ).returns<{ chainId: string }>(),
  /** One click on a seeded user: the host fills in what the seed knows. */
  'chain.startSeeded': command(v.strictObject({ userPoolId: Id, username: Id })).returns<{
    chainId: string;
  }>(),
  /** Answers the challenge that `parentId` (a step of the chain) produced. */
  'chain.answer': command(
    v.strictObject({
      chainId: Id,
      parentId: Id,
      answer: AnswerSchema,
      /** Present on the first answer of a fork. */
      branch: v.optional(BranchSchema),
    }),
  ).returns<{ stepId: string }>(),
  /** Runs an operation that belongs to the challenge of `parentId` (AssociateSoftwareToken …), or to its tokens. */
  'chain.operate': command(
    v.strictObject({
      chainId: Id,
      parentId: Id,
      operation: Id,
      inputs: TextMap,
      /**
       * Whether the vault keeps what was set up (device, passkey, TOTP seed) once the service took it. Absent: devices and
       * passkeys always, seeds of the sandbox only.
       */
      keep: v.optional(v.boolean()),
    }),
  ).returns<{ stepId: string }>(),
  /** Stops waiting for the step that is under way. */
  'chain.cancel': command(v.strictObject({ chainId: Id })).returns<null>(),
  /** Forgets the chain and every secret the host held for it. Tokens in the vault stay. */
  'chain.remove': command(v.strictObject({ chainId: Id })).returns<null>(),

  /**
   * The request an answer would send now, masked, with what was computed and what breaks a rule. A chain without a
   * parent: the first request of a new chain like that one, as `chain.start` with `again` sends it.
   */
  'request.preview': command(
    v.strictObject({
      targetId: Id,
      chainId: v.optional(Id),
      parentId: v.optional(Id),
      answer: AnswerSchema,
    }),
  ).returns<Preview>(),
  /**
   * What should come next if this answer is accepted, by what is known of pool, client and user; null where that can't be
   * told. Without a chain: the first request of a new one.
   */
  'chain.next': command(
    v.strictObject({
      targetId: Id,
      chainId: v.optional(Id),
      parentId: v.optional(Id),
      answer: AnswerSchema,
    }),
  ).returns<Prediction | null>(),
  /** What the host remembers for the fields of a chain, without the values. */
  'chain.remembered': command(v.strictObject({ chainId: Id })).returns<RememberedInput[]>(),
  /** The TOTP codes around now from the secret the chain holds, or from a seed of the vault. */
  'chain.totp': command(v.strictObject({ chainId: Id, thingId: v.optional(Id) })).returns<TotpNow | null>(),
  /** The secret a set-up step produced, for the QR code: asked for when the person opens it. */
  'chain.totpSetup': command(v.strictObject({ chainId: Id, stepId: Id })).returns<TotpSetup>(),

  'secret.reveal': command(v.strictObject(Spot)).returns<{ value: string }>(),
  /** To the clipboard without passing through the page; cleared after 60 s. */
  'secret.copy': command(v.strictObject(Spot)).returns<null>(),
  'clipboard.write': command(v.strictObject({ text: Text })).returns<null>(),

  'vault.state': command(none).returns<VaultState>(),
  /** The person accepts keeping secrets in memory only, for this run. */
  'vault.useMemory': command(none).returns<VaultState>(),
  /** Tries the keychain again. */
  'vault.retry': command(none).returns<VaultState>(),

  /** Every token set in the vault, also from earlier runs. */
  'tokens.list': command(none).returns<TokenSet[]>(),
  /** `flow`: a way to refresh other than the client's own; GetTokensFromRefreshToken is the one that rotates. */
  'tokens.refresh': command(
    v.strictObject({
      id: Id,
      flow: v.optional(v.picklist(['REFRESH_TOKEN_AUTH', 'GetTokensFromRefreshToken'])),
    }),
  ).returns<{ chainId: string }>(),
  /** RevokeToken, as a step of a chain. */
  'tokens.revoke': command(v.strictObject({ id: Id })).returns<{ chainId: string }>(),
  /** Removed from the vault, then GlobalSignOut: gone from here whatever the service says. */
  'tokens.signOut': command(v.strictObject({ id: Id })).returns<{ chainId: string }>(),
  /** Removed from the vault, nothing sent. */
  'tokens.forget': command(v.strictObject({ id: Id })).returns<null>(),
  'tokens.reveal': command(
    v.strictObject({ id: Id, token: v.picklist(['AccessToken', 'IdToken', 'RefreshToken']) }),
  ).returns<{ value: string }>(),
  'tokens.copy': command(
    v.strictObject({ id: Id, token: v.picklist(['AccessToken', 'IdToken', 'RefreshToken']) }),
  ).returns<null>(),
  /** Fetches the pool's JWKS and checks both JWTs. */
  'tokens.verify': command(v.strictObject({ id: Id })).returns<TokenVerification[]>(),
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<N extends CommandName> = v.InferOutput<Commands[N]['input']>;
export type CommandOutput<N extends CommandName> = Commands[N]['output'];

/** Nothing throws over the boundary: errors are data. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };

/** What a face calls. */
export type Call = <N extends CommandName>(
  name: N,
  input: CommandInput<N>,
) => Promise<Result<CommandOutput<N>>>;

/** What the host implements: a missing handler does not compile. */
export type Handlers = {
  readonly [N in CommandName]: (input: CommandInput<N>) => Promise<CommandOutput<N>>;
};

/** What the host tells its faces, unasked. */
export type HostEvent =
  | { readonly type: 'chain.event'; readonly chainId: string; readonly event: ChainEvent }
  | { readonly type: 'chain.removed'; readonly chainId: string }
  | { readonly type: 'run.changed'; readonly state: RunState }
  | { readonly type: 'inbox.changed' }
  /** Something in the sandbox changed, by whomever: users, clients, faults, clock, log. Told a few times a second at most. */
  | { readonly type: 'sandbox.changed' }
  | { readonly type: 'settings.changed'; readonly settings: Settings }
  /** A run of the bench went on, or ended. */
  | { readonly type: 'bench.changed'; readonly chainId: string; readonly stepId: string }
  /** What is kept, found or noted is other than it was; told a few times a second at most. */
  | { readonly type: 'history.changed' }
  /** A wipe went on: chains that went, and of how many; the latter is absent where the size decides. */
  | { readonly type: 'history.wiping'; readonly gone: number; readonly of?: number }
  /** An import went on, or ended. */
  | { readonly type: 'imports.changed' }
  /** The team's history, or what waits to be published. */
  | { readonly type: 'team.changed' }
  /** Files of the scenarios' folder. */
  | { readonly type: 'scenarios.changed' }
  /** A run of a scenario went on, waits, or ended. */
  | { readonly type: 'scenario.run'; readonly runId: string }
  /** Credentials came, ended or were let go. */
  | { readonly type: 'aws.changed' }
  /** MFA codes that are waited for: all of them. */
  | { readonly type: 'aws.asks'; readonly asks: readonly AwsAsk[] }
  | ActionWaiting
  /** A reading of all users went on, waits, or ended. */
  | ({ readonly type: 'users.read' } & UsersNews)
  /** A read of users waits because the service asked to slow down: until when, epoch milliseconds; absent: no more. */
  | { readonly type: 'users.waiting'; readonly targetId: string; readonly until?: number }
  /** What is read of a pool waits to be asked for again: until when, epoch milliseconds; absent once it goes on. */
  | { readonly type: 'pool.waits'; readonly targetId: string; readonly until?: number }
  | { readonly type: 'targets.changed' }
  | { readonly type: 'tokens.changed' }
  | { readonly type: 'things.changed' }
  /** A batch of test users went on, or ended. */
  | { readonly type: 'bulk.changed'; readonly batchId: string }
  | { readonly type: 'vault.changed'; readonly state: VaultState };

export interface AppInfo {
  readonly version: string;
  readonly runtime: 'official' | 'evaluation' | 'node';
  readonly electron?: string;
  readonly platform: string;
  /** Stored files that could not be read or belong to a newer version: what happened to each. */
  readonly problems: readonly string[];
}

export interface VaultState {
  /** `memory` after the person chose to go on without a keychain. */
  readonly kind: 'keychain' | 'unavailable' | 'memory';
  /** Name of the store, or what is wrong with it. */
  readonly detail: string;
  /** How to get a keychain, when there is none. */
  readonly remedy?: string;
}

export interface Target {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** The URL calls go to. */
  readonly endpoint: string;
  /** True when `endpoint` was given rather than derived from the region. */
  readonly customEndpoint: boolean;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly hasClientSecret: boolean;
  readonly fips: boolean;
  /** The AWS profile of signed calls; empty: whatever AWS's tools take by themselves. */
  readonly profile: string;
  readonly color: TargetDraft['color'];
  readonly production: boolean;
  readonly sessionMinutes: number;
  readonly kind: 'sandbox' | 'endpoint';
}

export interface TargetCheck {
  /** Whether something that speaks Cognito's protocol answered. */
  readonly reachable: boolean;
  readonly detail: string;
  /** True when the client id was recognised, false when not, undefined when it could not be told. */
  readonly clientKnown?: boolean;
  readonly totalMs: number;
  /** Server clock minus ours, milliseconds, from the Date header. */
  readonly skewMs?: number;
  readonly warnings: readonly Fault[];
}

export interface ChainHead {
  readonly chainId: string;
  readonly at: number;
  readonly username: string;
  readonly flow: string;
  readonly targetName: string;
  /** Present for chains of the history: their events need not be asked for to list them. */
  readonly status?: ChainStatus;
  /** Exception or failure code, where it failed. */
  readonly failure?: string;
  /** Of its last event, beside `status`. Epoch milliseconds. */
  readonly lastAt?: number;
}

/** One rule that the request breaks. It warns; nothing is blocked. */
export type Warning = Fault;

export interface ComputedValue {
  /** RFC 6901 pointer into the request body. */
  readonly pointer: string;
  readonly key: string;
  /** Masked where secret. */
  readonly value: string;
  readonly secret: boolean;
  /** Where it comes from, one short line. */
  readonly from: string;
  /** True when the person replaced, removed or froze it. */
  readonly overridden: boolean;
  /** What a passkey's credential says, decoded; never its signature. */
  readonly credential?: JsonObject;
  /** Kept since then, epoch milliseconds; `value` is then the one that is kept. */
  readonly frozenSince?: number;
}

/** One header line of a request, in the order of the wire. */
export interface PreviewHeader {
  readonly name: string;
  /** Masked where it carries credentials. */
  readonly value: string;
  /** `transport`: framing, written last and never changed. `signature`: made when the request goes. */
  readonly by: 'computed' | 'frozen' | 'typed' | 'transport' | 'signature';
}

/** Where a request differs from what is computed from the fields alone. */
export interface RequestDifference {
  /** RFC 6901 pointer into the body; empty for the whole of it. Either this or `header`. */
  readonly pointer?: string;
  readonly header?: string;
  readonly kind: 'changed' | 'added' | 'removed';
  /** What would stand there, masked where secret; absent for what was added. */
  readonly computed?: string;
}

export interface Preview {
  readonly operation: string;
  readonly url: string;
  /** The request body as it would go, pretty-printed, secrets masked. */
  readonly body: JsonObject;
  /** Pointers of the masked values: left as they are they stand for the real ones. */
  readonly masked: readonly string[];
  readonly computed: readonly ComputedValue[];
  /** The headers that are computed, whatever was made of them; pointers are `header:NAME`. */
  readonly computedHeaders: readonly ComputedValue[];
  readonly warnings: readonly Warning[];
  /** Present when something needed could not be computed; sending is still possible without it. */
  readonly faults: readonly Fault[];
  /** Present when it is signed as it goes: with whose credentials, in words. Never a key. */
  readonly signedWith?: string;
  /** `POST / HTTP/1.1`. */
  readonly requestLine: string;
  readonly headers: readonly PreviewHeader[];
  /** The body as it goes, secrets masked and nothing else changed. */
  readonly text: string;
  /** Bytes of the body on the wire. */
  readonly bytes: number;
  readonly differences: readonly RequestDifference[];
  /** The body that is computed from the fields alone, masked; present when the one to be sent is other. */
  readonly computedBody?: JsonObject;
}

export interface RememberedInput {
  /** `Remembered` key. */
  readonly key: string;
  /** Where it came from: `typed at the start`, `sandbox seed`, `vault`. */
  readonly from: string;
  /** The thing of the vault it is part of. */
  readonly thing?: string;
}

export interface TotpNow extends TotpCodes {
  /** The code of now. */
  readonly code: string;
  readonly remainingMs: number;
  /** Where the seed came from. */
  readonly from: string;
  /** The seed, when it is one of the vault. */
  readonly thing?: string;
}

export interface TotpSetup {
  readonly secret: string;
  readonly otpauthUri: string;
}

/** A token, masked, with what may be shown. */
export interface TokenView {
  readonly name: 'AccessToken' | 'IdToken' | 'RefreshToken';
  readonly mask: string;
  readonly length: number;
  /** Header and claims of a JWT. */
  readonly jwt?: { readonly header: JsonObject; readonly payload: JsonObject };
  /** Epoch milliseconds by this computer's clock, also where the sandbox's was moved. */
  readonly expiresAt?: number;
}

export interface TokenSet {
  readonly id: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly username: string;
  readonly storedAt: number;
  /** `waiting`: there is no usable keychain and memory was not chosen yet. */
  readonly where: 'keychain' | 'memory' | 'waiting';
  readonly tokens: readonly TokenView[];
  readonly newDevice?: { readonly DeviceKey: string; readonly DeviceGroupKey: string };
  /** The chain that brought them, while it is known. */
  readonly chainId?: string;
  readonly stepId?: string;
}

export interface TokenVerification {
  readonly token: 'AccessToken' | 'IdToken';
  readonly ok: boolean;
  /** What was checked and, on failure, what did not hold. */
  readonly detail: string;
  readonly kid?: string;
}
