import type { JsonObject } from '../json.ts';

/** Every event carries the version of this shape. A reader refuses newer ones and lifts older ones step by step. */
export const CHAIN_EVENT_VERSION = 1;

/** Why a value is masked; decides how much of it the mask shows. */
export type SecretKind =
  /** a password, code, seed or client secret: the mask shows nothing of it */
  | 'short'
  /** a Session, SECRET_BLOCK or hash: the mask shows the first four characters and the length */
  | 'opaque'
  /** a JSON Web Token: as opaque, and its claims may be shown without the signature */
  | 'jwt';

/** One masked value inside a body. The value itself stays in the host; `secret.reveal` asks for it. */
export interface SecretSpot {
  /** RFC 6901 JSON Pointer into the body. */
  readonly pointer: string;
  readonly kind: SecretKind;
  /** What stands in the text in its place, without quotes. */
  readonly mask: string;
  /** Characters of the real value. Absent for `short`: a length is a hint. */
  readonly length?: number;
  /** For `jwt`: header and payload, decoded; never the signature. */
  readonly jwt?: { readonly header: JsonObject; readonly payload: JsonObject };
  /** For a passkey's credential: what it says, decoded; never its signature. */
  readonly credential?: JsonObject;
}

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A body as it travelled, with every secret value replaced by its mask and nothing else changed. */
export interface Body {
  readonly text: string;
  /** Bytes on the wire, before masking. */
  readonly bytes: number;
  readonly secrets: readonly SecretSpot[];
  /** True when `text` holds only the first part of a very long body. */
  readonly cut: boolean;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Body;
}

/** Milliseconds of each phase; absent where the phase did not happen (a reused connection has no dns). */
export interface Timing {
  readonly dns?: number;
  readonly connect?: number;
  readonly tls?: number;
  readonly wait?: number;
  readonly download?: number;
  readonly total: number;
}

export interface ReceivedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: Body;
  /** `x-amzn-RequestId`. */
  readonly requestId?: string;
  /** The `Date` header as epoch milliseconds. */
  readonly serverDate?: number;
}

/** Why no usable answer came; each is shown as such, and the chain stays as it was. */
export type WireFailureCode =
  | 'TIMEOUT'
  | 'REFUSED'
  | 'DNS'
  | 'TLS'
  | 'RESET'
  | 'REDIRECT'
  | 'NOT_JSON'
  | 'TRUNCATED'
  | 'TOO_LARGE'
  | 'CONTENT_TYPE'
  | 'CANCELLED'
  | 'NOT_LOOPBACK'
  /** the source of an imported chain holds no answer */
  | 'NOT_RECORDED'
  | 'NETWORK';

/** What a step came to. */
export type Outcome =
  | {
      readonly kind: 'challenge';
      readonly name: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly available: readonly string[];
      /** A short fingerprint of the Session that came, to show lineage; absent when none came. */
      readonly session?: string;
    }
  | { readonly kind: 'tokens'; readonly newDevice: boolean }
  /** an operation beside the chain succeeded (AssociateSoftwareToken …) */
  | { readonly kind: 'done'; readonly session?: string }
  /** Cognito answered with an exception */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message: string;
      readonly reasonCode?: string;
    }
  /** no usable answer */
  | { readonly kind: 'failure'; readonly code: WireFailureCode; readonly detail: string };

interface Base {
  readonly v: typeof CHAIN_EVENT_VERSION;
  /** Epoch milliseconds by the host's clock. */
  readonly at: number;
}

/** The target as it was when the chain began. */
export interface ChainTarget {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly clientId: string;
  readonly userPoolId?: string;
  readonly production: boolean;
  /** `AuthSessionValidity` in minutes (3-15); 3 unless the target says otherwise. */
  readonly sessionMinutes: number;
  readonly kind: 'sandbox' | 'endpoint';
}

/** Why a chain was begun by the console and not by a person: it belongs to a step of another chain. */
export interface ChainOrigin {
  /** `bench`: one fault of the one-fault bench, broken on purpose. */
  readonly kind: 'bench';
  readonly chainId: string;
  /** The step whose request was broken. */
  readonly stepId: string;
  /** Which fault, by its id. */
  readonly fault: string;
}

/** What a chain was run by, where a scenario ran it. */
export interface ScenarioOrigin {
  /** As people name it, never its whole path. */
  readonly file: string;
  readonly name: string;
}

/** Where a chain came from that was not run here. */
export interface ImportedFrom {
  readonly kind: 'har' | 'bundle' | 'paste' | 'team' | 'report';
  /** What it was read from, for people: a file's name, never its place. */
  readonly name: string;
  /** What wrote it, as the source says. */
  readonly tool?: string;
  /** Where in the source it began, for people: `entry 12`. */
  readonly place?: string;
}

/** What the source of an imported chain did not hold. */
export interface Hole {
  readonly kind:
    /** steps between the parent and this one: it carries a Session that nothing before brought */
    | 'before'
    /** the body of the request */
    | 'request'
    /** the answer, or its body */
    | 'response'
    /** single values, taken out by whoever made the source */
    | 'value';
  /** What is missing and how that is known, one short sentence. */
  readonly detail: string;
}

/** A fork: this step begins a branch of its own. */
export interface Branch {
  /** `live`: the Session was still good and is answered once more. `replay`: what led here was run again first. */
  readonly kind: 'live' | 'replay';
  /** The step it stands in place of. */
  readonly of: string;
}

export interface ChainStarted extends Base {
  readonly type: 'chain.started';
  readonly chainId: string;
  readonly target: ChainTarget;
  /** `FlowSpec.name`. */
  readonly flow: string;
  /** What was typed as USERNAME; empty for refresh flows. */
  readonly username: string;
  readonly origin?: ChainOrigin;
  /** Set where it was run elsewhere: read-only until it is adopted. */
  readonly imported?: ImportedFrom;
  /** The chain whose intents this one runs again, on another target. */
  readonly reproduces?: string;
  /** The scenario that it ran for: its file and name. */
  readonly scenario?: ScenarioOrigin;
}

/** From here on an imported chain goes on here. */
export interface ChainAdopted extends Base {
  readonly type: 'chain.adopted';
  /** Where its answers go now. */
  readonly target: ChainTarget;
}

export interface StepSent extends Base {
  readonly type: 'step.sent';
  readonly stepId: string;
  /** The step whose reply this one answers; null for the first. */
  readonly parentId: string | null;
  readonly operation: string;
  /** The flow or challenge being answered, AWS's name. */
  readonly answers: string;
  /** What was answered, in one masked line, for the rail. */
  readonly summary: string;
  /** Fingerprint of the Session this step carries. */
  readonly session?: string;
  /** Keys of the answer that a person changed from what the core computed. */
  readonly overridden: readonly string[];
  /** Present on the first step of a fork. */
  readonly branch?: Branch;
  /** The step that this one runs again, from its intent, on the way to a replay fork. */
  readonly replays?: string;
  /** What is missing before it and of its request. */
  readonly holes?: readonly Hole[];
  readonly request: SentRequest;
}

export interface StepEnded extends Base {
  readonly type: 'step.ended';
  readonly stepId: string;
  readonly outcome: Outcome;
  readonly timing: Timing;
  /** Every header that went out, once the transport knows them; replaces those of `step.sent`. */
  readonly requestHeaders?: HeaderList;
  /** Absent when no response head came. */
  readonly response?: ReceivedResponse;
  /** What is missing of the answer. */
  readonly holes?: readonly Hole[];
}

/** Where the tokens of a finished chain went. */
export interface TokensStored extends Base {
  readonly type: 'tokens.stored';
  readonly stepId: string;
  readonly where: 'keychain' | 'memory';
}

/** The sandbox's clock was moved forward: what was asked before ages by as much at once. */
export interface ClockMoved extends Base {
  readonly type: 'clock.moved';
  readonly ms: number;
}

export type ChainEvent = ChainStarted | ChainAdopted | StepSent | StepEnded | TokensStored | ClockMoved;
