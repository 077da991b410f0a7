import { challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { typedAs } from './typed-as.ts';

interface Asked {
  readonly json: boolean;
  readonly name: string | undefined;
}

/** Challenges from their specs: all, or those a name tells. */
export function printChallenges({ json, name }: Asked, terminal: Terminal): number {
  const found = named(challenges, (spec) => spec.name, name);
  if (found.length === 0) return unknown('challenge', name, 'challenges', terminal);
  const rows = found.map((spec) => ({
    name: spec.name,
    title: spec.title,
    help: spec.help,
    answerable: spec.answerable,
    fields: spec
      .fields({ name: spec.name, ...spec.example.asked })
      .map(({ key, label, kind, required }) => ({ key, label, kind, required })),
    computed: spec.computed,
    helpers: spec.helpers,
    next: spec.next,
  }));
  if (json) {
    terminal.out(`${JSON.stringify(rows, null, 2)}\n`);
    return EXIT.ok.code;
  }
  for (const row of rows) {
    terminal.out(
      [
        `${row.name} · ${row.title}`,
        ...wrapped(row.help),
        ...row.fields.map(
          (field) => `    ${field.key}${field.required ? '' : ' (optional)'}: ${field.label}`,
        ),
        ...row.computed.map((computed) => `    ${computed.key}: computed, ${computed.from}`),
        `    then: ${row.next.join(', ') || 'nothing'}`,
        '',
        '',
      ].join('\n'),
    );
  }
  return EXIT.ok.code;
}

/** Errors from the catalogue: all, or those a name tells. */
export function printErrors({ json, name }: Asked, terminal: Terminal): number {
  const found = named(catalogue, (entry) => entry.code, name);
  if (found.length === 0) return unknown('error', name, 'errors', terminal);
  if (json) {
    terminal.out(`${JSON.stringify(found, null, 2)}\n`);
    return EXIT.ok.code;
  }
  for (const entry of found) {
    terminal.out(
      [
        entry.code,
        ...wrapped(entry.meaning),
        ...entry.causes.map((cause) => `    cause: ${cause}`),
        ...entry.tries.map((hint) => `    try:   ${hint}`),
        '',
        '',
      ].join('\n'),
    );
  }
  return EXIT.ok.code;
}

/** What has the name; else everything with the name in its own. No name: everything. */
function named<T>(all: readonly T[], nameOf: (one: T) => string, name = ''): readonly T[] {
  const wanted = name.toLowerCase();
  const exact = all.filter((one) => nameOf(one).toLowerCase() === wanted);
  return exact.length > 0 ? exact : all.filter((one) => nameOf(one).toLowerCase().includes(wanted));
}

function unknown(kind: string, name: string | undefined, command: string, terminal: Terminal): number {
  terminal.err(`No ${kind} has ${String(name)} in its name. ${typedAs()} ${command} prints them all.\n`);
  return EXIT.usage.code;
}

const WIDTH = 100;

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `  ${line}`);
}
