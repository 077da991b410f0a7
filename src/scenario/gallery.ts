import type {} from './import-glob.d.ts';

type Texts = Readonly<Record<string, string>>;

/** Scenarios that come with the console: their texts by name, `challenges/sms-mfa`. Large: import it when it is asked for. */
const texts = import.meta.glob('./suite/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Texts;

export const gallery: ReadonlyMap<string, string> = new Map(
  Object.entries(texts)
    .map(([path, text]) => [path.replace('./suite/', '').replace(/\.yaml$/, ''), text] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
