import type { HeaderList } from '../../chain/event.ts';
import type { SrpClaimInput } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';
import type { Scenario, ScenarioStep } from '../schema.ts';

/** A scenario for load, as it stands in the script. No secret is in it. */
export interface LoadScenario {
  readonly name: string;
  readonly file: string;
  readonly target: LoadTarget;
  readonly variables: NonNullable<Scenario['variables']>;
  readonly secrets: NonNullable<Scenario['secrets']>;
  readonly codes: NonNullable<Scenario['codes']>;
  readonly steps: readonly ScenarioStep[];
  /** How long one iteration may take. */
  readonly timeout?: string;
  /** One iteration takes one of them, in turn; at least one, perhaps empty. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export interface LoadTarget {
  /** As in `Endpoint`; empty where it has to be given: ENDPOINT. */
  readonly url: string;
  readonly clientId: string;
  readonly userPoolId: string;
  /** `env:NAME`, where the client has a secret. */
  readonly clientSecret?: string;
}

/** What a load engine lends to a scenario. */
export interface LoadPorts {
  /** Environment variables of the run. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly random: { bytes(count: number): Uint8Array; uuid(): string };
  /** Epoch milliseconds. */
  now(): number;
  sleep(ms: number): void;
  post(request: LoadRequest): Promise<LoadResponse>;
  /** Counts a check. */
  check(what: string, passed: boolean, step: string): void;
  readonly crypto: LoadCrypto;
  /** By seed, the TOTP code that was sent last: a service takes each once. */
  readonly sentCodes: Map<string, string>;
}

export interface LoadRequest {
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string;
  /** The tag that tells its step. */
  readonly step: string;
  /** Whether an exception is what the scenario asks for. */
  readonly refused: boolean;
}

export interface LoadResponse {
  /** 0 where no answer came. */
  readonly status: number;
  readonly headers: HeaderList;
  readonly text: string;
  /** Milliseconds. */
  readonly ms: number;
  /** Why no answer came. */
  readonly problem: string;
}

export interface SrpExchange {
  readonly a: bigint;
  readonly A: string;
}

/** The core’s crypto, bound to the engine’s own hashes. */
export interface LoadCrypto {
  openSrp(): SrpExchange;
  srpClaim(input: SrpClaimInput, exchange: SrpExchange): string;
  timestamp(now: number): string;
  totp(secret: string, now: number): string;
  secretHash(input: { username: string; clientId: string; clientSecret: string }): string;
  deviceVerifier(keys: { deviceGroupKey: string; deviceKey: string }): {
    readonly devicePassword: string;
    readonly salt: string;
    readonly passwordVerifier: string;
  };
}

export function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
