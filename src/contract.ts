import * as v from 'valibot';
import type { ChainEvent } from './chain/event.ts';
import type { ChainStatus } from './chain/model.ts';
import type { Prediction } from './chain/why/predicted.ts';
import { command, Confirmed, Id, Json, none, Text } from './contract/command.ts';
import { BranchSchema, runCommands } from './contract/run.ts';
import { appCommands } from './contract/app.ts';
import { actionCommands } from './contract/actions.ts';
import { benchCommands } from './contract/bench.ts';
import { thingsCommands, type TotpCodes } from './contract/things.ts';
import { explainCommands } from './contract/explain.ts';
import { lensCommands } from './contract/lens.ts';
import { contextCommands } from './contract/context.ts';
import { historyCommands } from './contract/history.ts';
import { searchCommands } from './contract/search.ts';
import { importCommands } from './contract/import.ts';
import { adoptCommands } from './contract/adopt.ts';
import { awsCommands } from './contract/aws.ts';
import { handoverCommands } from './contract/handover.ts';
import { teamCommands } from './contract/team.ts';
import { reportCommands } from './contract/report.ts';
import { scenarioCommands } from './contract/scenario.ts';
import { serviceCommands } from './contract/service.ts';
import { usersCommands } from './contract/users.ts';
import { poolCommands } from './contract/pool.ts';
import { bulkCommands } from './contract/bulk.ts';
import { sandboxCommands } from './contract/sandbox.ts';
import { settingsCommands } from './contract/settings.ts';
import type { Preview } from './contract/preview.ts';
import { targetCommands } from './contract/target.ts';
import { tokensCommands } from './contract/tokens.ts';
import { vaultCommands } from './contract/vault.ts';
import type { Fault } from './form/form.ts';

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
export type { AppInfo } from './contract/app.ts';
export type { HostEvent } from './contract/events.ts';
export type {
  ComputedValue,
  Preview,
  PreviewHeader,
  RequestDifference,
  Warning,
} from './contract/preview.ts';
export { TargetDraftSchema } from './contract/target.ts';
export type { Target, TargetCheck, TargetDraft } from './contract/target.ts';
export type { TokenSet, TokenVerification, TokenView } from './contract/tokens.ts';
export type { VaultState } from './contract/vault.ts';

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

const Spot = {
  chainId: Id,
  stepId: Id,
  side: v.picklist(['request', 'response']),
  pointer: v.pipe(v.string(), v.maxLength(2_048)),
};

export const commands = {
  ...appCommands,
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

  ...targetCommands,

  'chains.list': command(none).returns<ChainHead[]>(),
  'chain.events': command(v.strictObject({ chainId: Id })).returns<ChainEvent[]>(),
  /**
   * Composes the first request and sends it. `again`: a chain whose remembered inputs (password, TOTP secret, device)
   * stand in for fields left empty, so that starting over asks nothing twice. `beginId`: what `chain.giveUp` calls it by.
   * @throws HARM_UNCONFIRMED, CANCELLED
   */
  'chain.start': command(
    v.strictObject({
      targetId: Id,
      answer: AnswerSchema,
      again: v.optional(Id),
      beginId: v.optional(Id),
      ...Confirmed,
    }),
  ).returns<{ chainId: string }>(),
  /** One click on a seeded user: the host fills in what the seed knows. */
  'chain.startSeeded': command(v.strictObject({ userPoolId: Id, username: Id })).returns<{
    chainId: string;
  }>(),
  /** Answers the challenge that `parentId` (a step of the chain) produced. @throws HARM_UNCONFIRMED */
  'chain.answer': command(
    v.strictObject({
      chainId: Id,
      parentId: Id,
      answer: AnswerSchema,
      /** Present on the first answer of a fork. */
      branch: v.optional(BranchSchema),
      ...Confirmed,
    }),
  ).returns<{ stepId: string }>(),
  /** Runs an operation that belongs to the challenge of `parentId` (AssociateSoftwareToken …), or to its tokens. */
  'chain.operate': command(
    v.strictObject({
      chainId: Id,
      parentId: Id,
      operation: Id,
      inputs: TextMap,
      /** What was changed by hand in the request that is made of them. */
      changes: v.optional(v.omit(AnswerSchema, ['name', 'admin', 'inputs'])),
      /**
       * Whether the vault keeps what was set up (device, passkey, TOTP seed) once the service took it. Absent: devices and
       * passkeys always, seeds of the sandbox only.
       */
      keep: v.optional(v.boolean()),
    }),
  ).returns<{ stepId: string }>(),
  /** Stops waiting for the step that is under way. */
  'chain.cancel': command(v.strictObject({ chainId: Id })).returns<null>(),
  /** Begins no chain, where its first request still waits for what signs it: nothing is sent. */
  'chain.giveUp': command(v.strictObject({ beginId: Id })).returns<null>(),
  /** Forgets the chain and every secret the host held for it. Tokens in the vault stay. */
  'chain.remove': command(v.strictObject({ chainId: Id })).returns<null>(),

  /**
   * The request an answer would send now, masked, with what was computed and what breaks a rule. A chain without a
   * parent: the first request of a new chain like that one, as `chain.start` with `again` sends it. `beside`: the answer's
   * name is an operation on the parent's challenge or tokens, as `chain.operate` sends it.
   */
  'request.preview': command(
    v.strictObject({
      targetId: Id,
      chainId: v.optional(Id),
      parentId: v.optional(Id),
      answer: AnswerSchema,
      beside: v.optional(v.boolean()),
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

  ...vaultCommands,
  ...tokensCommands,
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
  /** When the Session it waits with runs out, beside `status`. Epoch milliseconds. */
  readonly expiresAt?: number;
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
