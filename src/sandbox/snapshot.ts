import { createHash } from 'node:crypto';
import type { InboxMessage } from '../contract.ts';
import { coreFault, isFault } from '../form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { SandboxClock } from './clock.ts';
import { createCustomFlows, type CustomFlowEntry } from './custom-flow.ts';
import { createInbox } from './inbox.ts';
import { createLimits, type LimitEntry } from './limits.ts';
import { createLockout, type LockoutEntry } from './lockout.ts';
import { createDirectory } from './pool/directory.ts';
import type { User } from './pool/user.ts';
import type { Random } from './random.ts';
import { createSealer } from './sealed.ts';
import { createSpent, type SpentEntry } from './spent.ts';
import type { Pool, Span, State } from './state.ts';
import { fromTaggedJson, toTaggedJson } from './tagged-json.ts';
import type { KeptKeys, KeyRing } from './tokens/keys.ts';

const KIND = 'countersign sandbox snapshot';
const VERSION = 1;
/** The field that tells. */
const DAMAGE = 'sha256:';

/** The whole sandbox as JSON: what was handed out before stays good after `restore`. */
export interface Snapshot {
  readonly kind: typeof KIND;
  readonly version: typeof VERSION;
  /** SHA-256 of `content` as JSON, hexadecimal: tells a damaged file from a good one. */
  readonly sha256: string;
  readonly content: JsonValue;
}

interface Content {
  /** These three are absent in snapshots of before they were kept. */
  readonly seededAt?: number;
  readonly forgot?: readonly Span[];
  /** When it was taken, by the base clock, epoch milliseconds. */
  readonly takenAt?: number;
  readonly clock: { readonly now: number; readonly offsetSeconds: number; readonly frozen: boolean };
  readonly keys: KeptKeys;
  readonly sealingKey: Uint8Array;
  readonly pools: readonly (Omit<Pool, 'users'> & { readonly users: readonly User[] })[];
  readonly spentSessions: readonly SpentEntry[];
  readonly spentBlocks: readonly SpentEntry[];
  readonly rotatedTokens: readonly SpentEntry[];
  readonly passwordLockout: readonly LockoutEntry[];
  readonly codeLockout: readonly LockoutEntry[];
  readonly limits: readonly LimitEntry[];
  readonly inbox: readonly InboxMessage[];
  readonly customFlows: readonly CustomFlowEntry[];
}

export async function snapshotState(state: State, clock: SandboxClock, keys: KeyRing): Promise<Snapshot> {
  const kept = await keys.kept();
  const content: Content = {
    seededAt: state.seededAt,
    forgot: state.forgot,
    takenAt: clock.unmoved(),
    clock: { now: clock.now(), offsetSeconds: clock.offsetSeconds(), frozen: clock.frozen() },
    keys: kept,
    sealingKey: state.sealer.key,
    pools: [...state.pools.values()].map((pool) => ({ ...pool, users: [...pool.users.all()] })),
    spentSessions: state.spentSessions.entries(),
    spentBlocks: state.spentBlocks.entries(),
    rotatedTokens: state.rotatedTokens.entries(),
    passwordLockout: state.passwordLockout.entries(),
    codeLockout: state.codeLockout.entries(),
    limits: state.limits.entries(),
    inbox: state.inbox.all(),
    customFlows: state.customFlows.entries(),
  };
  const json = toTaggedJson(content);
  return { kind: KIND, version: VERSION, sha256: digest(json), content: json };
}

/** @throws CoreFault SANDBOX_SNAPSHOT; nothing was changed then. */
export function restoreState(given: unknown, random: Random, clock: SandboxClock, keys: KeyRing): State {
  const content = fromTaggedJson(checkSnapshot(given)) as Content;
  keys.keep(content.keys);
  if (content.clock.frozen) {
    clock.freeze(true);
    clock.set(content.clock.now);
  } else {
    clock.freeze(false);
    clock.advance(content.clock.offsetSeconds - clock.offsetSeconds());
  }
  const pools = content.pools.map((pool): Pool => ({ ...pool, users: createDirectory(pool.users) }));
  return {
    seededAt: content.seededAt ?? 0,
    forgot: forgottenBy(content, clock.unmoved()),
    pools: new Map(pools.map((pool) => [pool.id, pool])),
    sealer: createSealer(content.sealingKey, random),
    spentSessions: createSpent(content.spentSessions),
    spentBlocks: createSpent(content.spentBlocks),
    rotatedTokens: createSpent(content.rotatedTokens),
    passwordLockout: createLockout(content.passwordLockout),
    codeLockout: createLockout(content.codeLockout),
    limits: createLimits(content.limits),
    inbox: createInbox(content.inbox),
    customFlows: createCustomFlows(content.customFlows),
  };
}

/** Longer ago nothing counts any more: neither a lock nor the quiet that ends a count lasts longer than half of it. */
const REMEMBERED_MS = 2 * 3_600_000;

function forgottenBy({ forgot = [], takenAt }: Content, now: number): readonly Span[] {
  const all = takenAt === undefined ? forgot : [...forgot, { from: takenAt, to: now }];
  return all.filter(({ to }) => to > now - REMEMBERED_MS);
}

/** @throws CoreFault SANDBOX_SNAPSHOT for one that is not ours, damaged, or of a newer version. */
export function checkSnapshot(given: unknown): JsonValue {
  const snapshot = isJsonObject(given as JsonValue) ? (given as JsonObject) : {};
  if (snapshot['kind'] !== KIND) throw wrong('kind: this is no snapshot of a Countersign sandbox.');
  if (snapshot['version'] !== VERSION) {
    throw wrong(`version: this is ${String(snapshot['version'])}, and only ${String(VERSION)} can be read.`);
  }
  const content = snapshot['content'] ?? null;
  if (snapshot['sha256'] !== digest(content)) {
    throw wrong(`${DAMAGE} the content was changed or cut off. To start from other data, write a seed file.`);
  }
  return content;
}

/** Whether a snapshot was refused because it is ours and was changed or cut off. */
export function isDamage(error: unknown): boolean {
  return isFault(error) && error.code === 'SANDBOX_SNAPSHOT' && error.detail.startsWith(DAMAGE);
}

function wrong(detail: string): Error {
  return coreFault('SANDBOX_SNAPSHOT', detail);
}

function digest(content: JsonValue): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
