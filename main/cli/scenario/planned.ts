/** A case that is to run: all that is kept of it until its turn comes. */
export interface Planned {
  /** Stable over runs and machines: the file and the row. */
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly row: Readonly<Record<string, string>>;
  /** The file's text, shared by its rows. */
  readonly text: string;
  /** Names that the file's `secrets:` holds. */
  readonly secrets: readonly string[];
  /** Keys of what its steps' forms have, as far as they are known before anything is asked. */
  readonly fields: readonly string[];
  /** Variables of the environment that its references name. */
  readonly variables: readonly string[];
  /** Where the file says it goes. */
  readonly on: 'sandbox' | 'saved target' | 'own target';
  /** True where a reference of the file leads into the keychain. */
  readonly keychain: boolean;
}
