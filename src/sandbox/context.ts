import type { SandboxClock } from './clock.ts';
import type { CustomFlow } from './custom-flow.ts';
import type { CallNotes } from './log.ts';
import type { Client } from './pool/client.ts';
import type { Device, User } from './pool/user.ts';
import { refusal } from './refusal.ts';
import type { Random } from './random.ts';
import type { TextMap } from './read-members.ts';
import type { Settings } from './settings.ts';
import type { Pool, State } from './state.ts';
import type { KeyRing } from './tokens/keys.ts';
import type { TriggerRunner } from './triggers/trigger.ts';

/** What every operation works with. */
export interface Context {
  readonly clock: SandboxClock;
  readonly random: Random;
  readonly settings: Settings;
  readonly state: State;
  readonly keys: KeyRing;
  /** The sandbox's own URL, without a slash at the end. */
  readonly endpoint: string;
  readonly runner: TriggerRunner;
  /** What this very request leaves in the log. */
  readonly notes: CallNotes;
  readonly asked: Asked;
}

/** What outlives a request. */
export type Ground = Omit<Context, 'notes' | 'asked'>;

/** What of a request decides which triggers run, and what of it they see. */
export interface Asked {
  readonly operation: string;
  readonly flow: string | undefined;
  /** ChallengeName of an answer. */
  readonly challenge: string | undefined;
  /** ClientMetadata. */
  readonly metadata: TextMap | undefined;
}

/** A user's sign-in through one client: what a step is done for. */
export interface Subject {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  /** The confirmed device that DEVICE_KEY named. */
  readonly device?: Device;
  /** The custom flow that this sign-in goes through. */
  readonly custom?: CustomFlow;
}

/** @throws ResourceNotFoundException for a client id that no pool has. */
export function findClient(context: Context, clientId: string): { pool: Pool; client: Client } {
  for (const pool of context.state.pools.values()) {
    const client = pool.clients.find((candidate) => candidate.id === clientId);
    if (client !== undefined) return { pool, client };
  }
  throw refusal('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}

/** `iss` of the pool's tokens: the URL whose `/.well-known/` answers, so that verifiers find the keys by themselves. */
export function issuer(context: Pick<Context, 'endpoint'>, pool: Pool): string {
  return `${context.endpoint}/${pool.id}`;
}
