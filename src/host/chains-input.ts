import type { ChainOrigin, ScenarioOrigin } from '../chain/event.ts';
import type { Answer, HostEvent, Target } from '../contract.ts';
import type { Field, Remembered, Tools } from '../form/form.ts';
import type { Signer } from './aws/signing.ts';
import type { LiveChain, RememberedValue, StepRecord } from './live-chain.ts';
import type { Ports } from './ports.ts';
import type { Draft } from './drafting.ts';
import type { Stop } from './run/stop.ts';
import type { Resolved } from './things/for-user.ts';

export interface ChainsInput {
  readonly ports: Ports;
  readonly signer: Signer;
  /** A short fingerprint of a secret: equal for equal Sessions, and not to be turned back. */
  readonly fingerprint: (secret: string) => string;
  readonly clientSecret: (target: Target) => Promise<string | undefined>;
  /** Now by the target's clock, epoch milliseconds. */
  readonly now: (target: Target) => number;
  /** The same by the service's own clock, as far as it was measured: what TOTP codes are made by. */
  readonly serverNow: (target: Target) => number;
  /** Puts things of the vault in the place of references to them. @throws CoreFault THING_UNKNOWN */
  readonly resolve: (fields: readonly Field[], inputs: Readonly<Record<string, string>>) => Promise<Resolved>;
  /** Lets a chain know of those of the user's things that suit a form. */
  readonly offer: (chain: LiveChain, parentId: string, fields: readonly Field[]) => Promise<void>;
  /** Called when a step brought tokens, before anyone is told; says where they went. */
  readonly tokensCame: (chain: LiveChain, step: StepRecord) => Promise<'keychain' | 'memory' | undefined>;
  /** Called with a chain before it goes away. */
  readonly leaving: (chain: LiveChain) => void;
  readonly tell: (event: HostEvent) => void;
}

export interface StartInput {
  readonly target: Target;
  readonly answer: Answer;
  /** What the host already knows for this user: seeded password, TOTP secret, device. */
  readonly remembered: ReadonlyMap<Remembered, RememberedValue>;
  /** The canonical user name where the flow carries none (refresh). */
  readonly username?: string;
  /**
   * Where a person sees it before it goes: what was shown is what is sent, SRP_A and all. Absent where
   * nobody does: then all of it is made afresh.
   */
  readonly place?: string;
  /** Why the console begins it, where no person does. */
  readonly origin?: ChainOrigin;
  /** The chain that it runs again. */
  readonly reproduces?: string;
  /** The scenario that it runs for. */
  readonly scenario?: ScenarioOrigin;
  /** Secret values beside those that are told by where they stand: masked wherever they turn up in the chain. */
  readonly known?: Iterable<string>;
  readonly bend?: BendTools;
  /** Ends the wait for credentials: then nothing is sent. */
  readonly stop?: Stop;
}

/**
 * Asked with a request before it goes: once it resolves, that very request goes. @throws CoreFault to let it drop: then
 * the chain is as it was
 */
export type Hold = (draft: Draft) => Promise<void>;

/** Makes what is computed come out otherwise, for one request. */
export type BendTools = (tools: Tools) => Tools;
