import type { ChainEvent } from '../../chain/event.ts';
import type { Up } from '../../chain/lift.ts';
import type { Annotations } from '../../history/history.ts';
import type { StepSecrets } from '../exchange.ts';

/** What a bundle holds: JSON, packed with gzip; with secrets, inside an age file besides. */

/** Of the frame around the events; these carry their own. */
export const BUNDLE_VERSION = 1;

/** Of the frame. Empty until there is a version 2. */
export const bundleUps: readonly Up[] = [];

export const BUNDLE_EXTENSION = 'countersign';

export interface Bundle {
  readonly countersign: 'bundle';
  readonly version: typeof BUNDLE_VERSION;
  readonly made: {
    /** Epoch milliseconds. */
    readonly at: number;
    /** Of the console that wrote it. */
    readonly version: string;
  };
  readonly redacted: boolean;
  readonly chains: readonly BundledChain[];
}

export interface BundledChain {
  readonly events: readonly ChainEvent[];
  readonly annotations: Annotations;
  /** Only in a bundle that is not redacted. */
  readonly secrets?: readonly StepSecrets[];
}
