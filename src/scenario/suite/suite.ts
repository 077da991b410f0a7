/** One scenario that comes with the console. */
export interface SuiteFile {
  /** `errors/wrong-code.yaml`: its folder says what it is there for. */
  readonly file: string;
  readonly text: string;
}

const texts = import.meta.glob<string>('./**/*.yaml', { query: '?raw', import: 'default', eager: true });

/**
 * The suite we ship, in the order of a gallery: every challenge, every transition of the protocol reference, every
 * error of the catalogue that a service can answer.
 */
export const suite: readonly SuiteFile[] = ['challenges', 'transitions', 'errors'].flatMap((folder) =>
  Object.entries(texts)
    .filter(([path]) => path.startsWith(`./${folder}/`))
    .map(([path, text]) => ({ file: path.slice('./'.length), text })),
);
