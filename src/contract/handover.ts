import * as v from 'valibot';
import { command, Id, none } from './command.ts';

// What leaves the console as a file: every format, redacted or encrypted.

const Chains = v.pipe(v.array(Id), v.minLength(1), v.maxLength(1_000));

/** A format as it is offered. */
export interface OfferedFormat {
  readonly id: string;
  readonly title: string;
  readonly extension: string;
  readonly says: string;
  /** Whether it may be written with secrets, locked. */
  readonly unredacted: boolean;
  /** Whether a file holds one chain and no more. */
  readonly single: boolean;
}

/** What a redacted file would hold. */
export interface ExportPreview {
  readonly name: string;
  readonly bytes: number;
  /** Kinds of values that stand there under another name, and how many of each. */
  readonly pseudonyms: readonly { readonly kind: string; readonly count: number }[];
  /** Secrets it was searched for. */
  readonly searched: number;
  /** Why it can't be written: where a secret would stand. */
  readonly refused?: string;
}

/** The pictures of a chain that leave the window. */
const pictureKinds = ['graph', 'timeline', 'mermaid'] as const;
export type PictureKind = (typeof pictureKinds)[number];

const Picture = {
  chainId: Id,
  picture: v.picklist(pictureKinds),
  /** What an SVG is painted for. */
  theme: v.picklist(['dark', 'light']),
};
/** A picture at twice its size is a few megabytes; more is a mistake. Characters. */
const LONGEST_PNG = 32_000_000;

export const handoverCommands = {
  'export.formats': command(none).returns<readonly OfferedFormat[]>(),
  /** The redacted file as it would be written now, made and searched, not written. */
  'export.preview': command(v.strictObject({ chainIds: Chains, format: Id })).returns<ExportPreview>(),
  /**
   * A chain's picture as text, SVG or Mermaid: with other names and searched for secrets like every file. Refused with
   * EXPORT_SECRET where one stands in it.
   */
  'chain.picture': command(v.strictObject(Picture)).returns<{ text: string }>(),
  /**
   * Writes that picture where the person chooses, as SVG or Mermaid text that is made here; null: they chose no place.
   * `png`: the page's painting of it in base64, of which the image alone is written. The picture is searched all the same.
   */
  'picture.save': command(
    v.strictObject({
      ...Picture,
      png: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_PNG))),
    }),
  ).returns<{ name: string } | null>(),
  /**
   * Writes the file where the person chooses; null: they chose no place. `unredacted` needs a passphrase, which locks the
   * file.
   */
  'chain.export': command(
    v.strictObject({
      chainIds: Chains,
      format: Id,
      secrets: v.picklist(['redacted', 'unredacted']),
      passphrase: v.exactOptional(v.pipe(v.string(), v.maxLength(1_000))),
    }),
  ).returns<{ name: string } | null>(),
};
