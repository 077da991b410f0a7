import type { Locker } from '../evidence/bundle/age.ts';
import type { EndpointEnvironment } from '../cognito/endpoints.ts';
import type { HttpOutcome, HttpRequest } from '../cognito/http.ts';
import type { AwsCredentials } from '../cognito/signing.ts';
import type { SandboxInfo } from '../contract.ts';
import type { AwsProfile, AwsSource } from '../contract/aws.ts';
import type { JsonValue } from '../json.ts';
import type { Importer, OpenDialog } from '../evidence/importing.ts';
import type { History } from '../history/history.ts';
import type { TicketLink } from '../history/ticket-link.ts';
import type { TeamHistory } from '../history/team-history.ts';

export type { HttpOutcome, HttpRequest };

/**
 * The outside world, as the host sees it. Main and the CLI hand in real ones (keytar, Node's http, files); tests hand
 * in small real fakes.
 */
export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly http: Http;
  readonly aws: AwsPort;
  readonly keychain: Keychain;
  readonly files: Files;
  /** Where this computer keeps its chains. */
  readonly history: History;
  readonly team: TeamPort;
  readonly sandbox: SandboxPort;
  readonly clipboard: Clipboard;
  readonly saveDialog: SaveDialog;
  /** Locks files with passphrases where that runs apart from everything else; else it runs where it is asked. */
  readonly locker?: Locker;
  readonly openDialog: OpenDialog;
  /** The person's browser. Absent where there is no window to ask in. */
  readonly outside?: Outside;
  readonly importer: Importer;
  readonly scenarios: ScenarioPorts;
  readonly runtime: Runtime;
  /** AWS's own variables. */
  readonly environment: EndpointEnvironment;
  /**
   * True where a window may be open on the same folder and keychain: what belongs to its run, its sandbox's things above
   * all, is left alone.
   */
  readonly beside?: boolean;
}

/** What lies outside the console: pages that a person's own browser shows. */
export interface Outside {
  /** Asks whether to go to the link's host, and goes. False where that was declined, or another one is asked for. */
  open(link: TicketLink): Promise<boolean>;
}

/** Where a team keeps its chains. */
export interface TeamPort {
  /** `COUNTERSIGN_HISTORY`, where it is set: it wins over what a person chose. */
  readonly url?: string;
  /** Connects when it is first asked for something. */
  open(url: string): TeamHistory;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, run: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
  uuid(): string;
}

export interface Http {
  /** Never rejects; never follows redirects; never retries. `signal.cancelled` stops it. */
  send(request: HttpRequest, signal?: CancelSignal): Promise<HttpOutcome>;
}

export interface CancelSignal {
  readonly cancelled: boolean;
  onCancel(run: () => void): void;
}

/** AWS's own configuration on this computer: its files, its variables, and whom they send to. Nothing is held here. */
export interface AwsPort {
  profiles(): Promise<readonly AwsProfile[]>;
  /**
   * Where a profile's credentials come from, told without a call.
   * @throws CoreFault AWS_PROFILE_UNKNOWN, AWS_PROFILE_INCOMPLETE
   */
  source(profile: string): Promise<AwsSource>;
  /**
   * What a profile gives now, asked for anew. @param profile empty: whatever AWS's tools take here
   * @throws CoreFault AWS_CREDENTIALS and its kin, NOT_LOOPBACK; what `mfa` throws
   */
  credentials(profile: string, mfa: MfaPrompt): Promise<AwsCredentials>;
  /** Asks whoever sits at a terminal, undefined where nobody does. Absent where faces are asked. */
  readonly prompt?: (question: string) => Promise<string | undefined>;
}

/** Gives the code of an MFA device. @throws CoreFault AWS_MFA_NEEDED */
export type MfaPrompt = (serial: string) => Promise<string>;

/** The OS keychain, under the service `countersign`. Every call rejects when there is no usable keychain. */
export interface Keychain {
  /** Name of the store for people: `GNOME Keyring`, `macOS Keychain`, `Windows Credential Manager`. */
  readonly name: string;
  /** Longest value of one entry in bytes, where the platform caps it. */
  readonly maxBytes?: number;
  get(account: string): Promise<string | undefined>;
  set(account: string, value: string): Promise<void>;
  /** True when there was one to delete. */
  delete(account: string): Promise<boolean>;
  /** Runs it while no other process of this user runs another so; not from inside another. Absent where there is no other. */
  alone?<T>(run: () => Promise<T>): Promise<T>;
  /** Every account under the service. Some platforms ask the person once per entry: only for repair. */
  accounts(): Promise<readonly string[]>;
}

/** The app's own small files, by plain name (`targets.json`). Never a secret in them. */
export interface Files {
  read(name: string): Promise<string | undefined>;
  /** Whole or not at all: written aside, then renamed. */
  write(name: string, text: string): Promise<void>;
  /** Moves an unreadable file out of the way, keeping it; returns its new name. */
  setAside(name: string): Promise<string>;
  /** Names that begin with `prefix`, in any order. */
  names(prefix: string): Promise<readonly string[]>;
  /** Nothing happens where there is none. */
  remove(name: string): Promise<void>;
  /**
   * Keeps other processes from working at what a file holds, until what comes back is called; undefined while another one
   * does. Absent where there is no other.
   */
  hold?(name: string): Promise<(() => void) | undefined>;
}

export interface SandboxPort {
  /** Starts the sandbox's process, or returns the running one's facts. */
  start(): Promise<SandboxInfo>;
  /**
   * A call to its control API. `path` is below the control prefix: `inbox`, `clock`. Texts go and come as they are, all
   * else as JSON. @throws CoreFault SANDBOX_CONTROL; its `field` is what the sandbox's message begins with.
   */
  control(method: ControlMethod, path: string, body?: unknown): Promise<unknown>;
  /** Where other tools reach the control API. @throws CoreFault SANDBOX_NOT_RUNNING */
  access(): ControlAccess;
  /** Called when something in it changed, by whomever; a few times a second at most. Returns what stops it. */
  onChange(run: () => void): () => void;
  stop(): Promise<void>;
}

export type ControlMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface ControlAccess {
  /** Ends in a slash: `inbox`, `clock`, `reset` and `info` follow it. */
  readonly url: string;
  readonly token: string;
}

export interface Clipboard {
  write(text: string): Promise<void>;
  read(): Promise<string>;
}

export interface SaveDialog {
  /**
   * Lets the person choose a place and writes the file there, whole or not at all. Resolves to the name it got, or
   * undefined when none was chosen; rejects when it can't be written.
   */
  save(file: FileToSave): Promise<string | undefined>;
}

export interface FileToSave {
  /** With its extension. */
  readonly suggestedName: string;
  /** The kind of file for people, and its extension without a dot. */
  readonly what: string;
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** What the page shows of the runtime, and what the evaluation runtime forbids. */
export interface Runtime {
  readonly version: string;
  readonly kind: 'official' | 'evaluation' | 'node';
  readonly electron?: string;
  readonly platform: string;
}

/** What runs of scenarios need of the world beside the service itself. */
export interface ScenarioPorts {
  readonly files: ScenarioFiles;
  /** A variable of the environment, or of the file that was given for one. */
  env(name: string): string | undefined;
  /** GET, redirects followed. Rejects where nothing answers in time, and as it is cancelled. */
  fetchText(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal?: CancelSignal,
  ): Promise<FetchedText>;
  /** Mails of a box that came since then, newest first. Rejects where it can't be read, and as it is cancelled. */
  mails(box: MailBox, since: number, signal?: CancelSignal): Promise<readonly Mail[]>;
  /**
   * What a program prints on standard output. Rejects where it can't be run or ends with another code than 0. Cancelled,
   * it ends with all it started.
   */
  commandOutput(argv: readonly string[], signal?: CancelSignal): Promise<string>;
  /** True where a file may be from anybody: a person agrees to each program before it runs. */
  readonly asksBeforePrograms: boolean;
  /** Runs a check's JavaScript apart from everything else, under a limit of time and memory. */
  check(source: string, step: JsonValue): Promise<CheckAnswer>;
}

/** Scenario files of one folder and the folders below it, by path relative to it with `/` between. */
export interface ScenarioFiles {
  /** The folder as people name it; undefined where none was chosen. */
  folder(): string | undefined;
  /** Lets the person choose; resolves to whether one was chosen. */
  choose(): Promise<boolean>;
  list(): Promise<readonly string[]>;
  /** Undefined where there is none. @throws CoreFault SCENARIO_FILE_NAME for a name that leads out of the folder */
  read(file: string): Promise<string | undefined>;
  /** Whole or not at all. @throws CoreFault SCENARIO_NO_FOLDER, SCENARIO_FILE_NAME */
  write(file: string, text: string): Promise<void>;
  remove(file: string): Promise<boolean>;
  /** Called when files changed, by whomever; returns what stops it. */
  onChange(run: () => void): () => void;
}

export interface FetchedText {
  readonly status: number;
  readonly text: string;
}

export interface MailBox {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly mailbox: string;
}

export interface Mail {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** `said`: what the check returned where it is no true; `threw`: it failed itself. */
export type CheckAnswer =
  | { readonly kind: 'held' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'threw'; readonly text: string };
