import type { ChainEvent } from '../../chain/event.ts';
import type { Annotations } from '../../history/history.ts';
import type { StepSecrets } from '../exchange.ts';

/** A way to write chains into a file: one object a format, listed in `formats.ts`, for window and terminal alike. */
export interface ExportFormat {
  readonly id: string;
  /** For people: `HAR 1.2`. */
  readonly title: string;
  readonly extension: string;
  /** What it is good for, one short line. */
  readonly says: string;
  /** Whether it may be written with secrets. */
  readonly unredacted: boolean;
  /** Set where a file holds one chain and no more. */
  readonly single?: true;
  /** The bytes of the file. Looks at nothing but its input: the same input gives the same bytes. */
  write(input: ExportInput): Promise<Uint8Array>;
}

export interface ExportInput {
  /** At least one. */
  readonly chains: readonly ChainToExport[];
  /** Epoch milliseconds. */
  readonly exportedAt: number;
  /** Of the console. */
  readonly version: string;
}

export interface ChainToExport {
  readonly events: readonly ChainEvent[];
  readonly annotations: Annotations;
  /** Present only where someone chose to write the secrets, too. */
  readonly secrets?: readonly StepSecrets[];
}
