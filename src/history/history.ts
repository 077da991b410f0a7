import type { ChainEvent, ImportedFrom } from '../chain/event.ts';
import type { ChainStatus } from '../chain/model.ts';
import { coreFault, type CoreFault } from '../form/form.ts';
import type { Facet } from './facets.ts';
import type { FacetKey, Query } from './query/query.ts';

/**
 * Where chains are kept: one port, two homes. The local file takes every event as it happens; a team's database takes
 * whole redacted chains that someone publishes. Calls may reject with a CoreFault HISTORY_UNAVAILABLE (disk full, server
 * gone), HISTORY_NEWER (written by a newer version, left untouched); what was asked is then not done at all.
 */
export interface History {
  /** What it is called for people: a file's name, a server's. */
  readonly name: string;
  readonly kind: 'memory' | 'file' | 'team';
  /** True where nothing is to be kept at all: then nothing is sealed for it either. */
  readonly keepsNothing?: true;
  /** What went wrong on opening it, for people: set aside, or left alone and not kept. Known after the first call. */
  problem?(): string | undefined;
  /**
   * Adds events to a chain, all or none, and sets its line; a chain that is not there begins with them. An event whose
   * number is there already is left as it is: writing again what was written does no harm. Resolves once a killed
   * process can't lose them.
   * @throws CoreFault HISTORY_MOVED where the local home has another event at such a number, or not all before it:
   * another process went on with the chain, or wiped it. Read what is there, and write behind that.
   */
  append(line: ChainLine, events: readonly KeptEvent[]): Promise<void>;
  /** Everything of one chain; undefined where it is not there. */
  read(chainId: string): Promise<KeptChain | undefined>;
  /** What came last first, one page. */
  search(query: Query, page: PageWish): Promise<Page>;
  /** Values of a key that begin so, the most frequent first. `now`: how a chain stands depends on it, epoch milliseconds. */
  complete(key: FacetKey, beginning: string, most: number, now: number): Promise<readonly Completion[]>;
  /** @throws CoreFault CHAIN_UNKNOWN */
  annotate(chainId: string, changes: Partial<Annotations>): Promise<Annotations>;
  /**
   * Removes what is meant, pinned chains only by name. Many go bit by bit, each whole or not at all.
   * @param watch hears how far it is, and may stop it: what is still there then stays
   * @returns who went
   */
  wipe(what: Wipe, watch?: WipeWatch): Promise<readonly string[]>;
  /** Every target whose chains it holds, by name; also those that are gone, and what was imported. */
  targets(): Promise<readonly KeptTarget[]>;
  size(): Promise<Size>;
  /** Called when something in it changed that this process did not write. Returns what stops it. */
  onChange(run: () => void): () => void;
  close(): Promise<void>;
}

/** A chain as one line of a list: what changes with every event, computed by `lineOf`. */
export interface ChainLine {
  readonly chainId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Of its last event. */
  readonly lastAt: number;
  readonly username: string;
  readonly flow: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly production: boolean;
  readonly status: ChainStatus;
  /** When its last Session runs out, epoch milliseconds; of those that wait, and of no other. */
  readonly expiresAt?: number;
  /** Exception or failure code of its last step, where that failed; the chain may still wait for another answer. */
  readonly failure?: string;
  readonly steps: number;
  /** The slowest step's time with the service, milliseconds. */
  readonly slowestMs: number;
  readonly source?: ImportedFrom['kind'];
  /** True for what the bench began: kept, and in no list. */
  readonly hidden: boolean;
}

export interface KeptEvent {
  /** Its place in the chain, from 0, without gaps. */
  readonly seq: number;
  readonly event: ChainEvent;
  /** Its secrets, see `sealed.ts`; absent without a keychain. Never in a team's home. */
  readonly sealed?: Uint8Array;
}

/** What people say of a chain. */
export interface Annotations {
  readonly notes: string;
  /** In lower case, without spaces, sorted. */
  readonly tags: readonly string[];
  /** A link or a ticket's name; empty: none. */
  readonly ticket: string;
  readonly pinned: boolean;
}

export const NO_ANNOTATIONS: Annotations = { notes: '', tags: [], ticket: '', pinned: false };

export interface KeptChain {
  readonly line: ChainLine;
  readonly annotations: Annotations;
  readonly events: readonly KeptEvent[];
}

export interface Found {
  readonly line: ChainLine;
  readonly annotations: Annotations;
}

export interface PageWish {
  readonly most: number;
  /** `Page.next` of the page before. */
  readonly after?: string;
}

export interface Page {
  readonly found: readonly Found[];
  /** Absent at the end. */
  readonly next?: string;
}

/** A target as the last chain of it tells. */
export interface KeptTarget {
  readonly id: string;
  readonly name: string;
  readonly production: boolean;
}

export interface Completion {
  readonly value: string;
  readonly chains: number;
}

export type Wipe =
  | { readonly kind: 'chain'; readonly chainId: string }
  | { readonly kind: 'target'; readonly targetId: string }
  | { readonly kind: 'all' }
  /** The oldest, until all are younger and together no larger. Epoch milliseconds; bytes. */
  | { readonly kind: 'old'; readonly before?: number; readonly bytes?: number };

export interface WipeWatch {
  /** Chains that went so far. `of`: how many are meant; absent where the size decides. */
  told(gone: number, of?: number): void;
  readonly cancelled: boolean;
}

export interface Size {
  readonly chains: number;
  readonly steps: number;
  readonly bytes: number;
}

/** See `History.append`. */
export function moved(): CoreFault {
  return coreFault('HISTORY_MOVED', 'Another process went on with this chain, or wiped it, in the meantime.');
}

/** What annotations and line let a chain be found by, beside its events. */
export function facetsOfLine(line: ChainLine, { tags, ticket }: Annotations): readonly Facet[] {
  return [
    { key: 'status', value: line.status },
    ...tags.map((tag): Facet => ({ key: 'tag', value: tag })),
    ...(ticket === '' ? [] : [{ key: 'ticket', value: ticket.toLowerCase() } as const]),
  ];
}
