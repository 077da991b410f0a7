import type { Exchange } from '../exchange.ts';

/** What a text was read as, for people. */
export type PasteForm =
  | 'cURL for bash'
  | 'cURL for cmd'
  | 'cURL for PowerShell'
  | 'PowerShell request'
  | 'fetch'
  | 'HTTPie line'
  | 'AWS CLI line'
  | 'AWS CLI debug output'
  | 'HTTP exchange'
  | 'error of an SDK';

/** What a pasted text holds. */
export type PasteReading =
  | { readonly kind: 'exchanges'; readonly form: PasteForm; readonly exchanges: readonly Exchange[] }
  | ({ readonly kind: 'error'; readonly form: PasteForm } & SdkError)
  /** `why`: what it looks like and what is missing, for a person. */
  | { readonly kind: 'unknown'; readonly form?: PasteForm; readonly why: string };

/** An error as an SDK, the AWS CLI or the service words it. */
export interface SdkError {
  /** The exception's name without namespace; in the catalogue. */
  readonly code: string;
  readonly message: string;
  readonly operation?: string;
  readonly requestId?: string;
  /** HTTP status. */
  readonly status?: number;
}

/** A pasted text is read to this length, characters. */
export const LONGEST_PASTE = 200_000;
