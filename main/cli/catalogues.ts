import { challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import type { Terminal } from './terminal.ts';

/** Every challenge, from its spec. */
export function printChallenges(json: boolean, terminal: Terminal): void {
  const rows = challenges.map((spec) => ({
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
    return;
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
}

/** Every error, from the catalogue. */
export function printErrors(json: boolean, terminal: Terminal): void {
  if (json) {
    terminal.out(`${JSON.stringify(catalogue, null, 2)}\n`);
    return;
  }
  for (const entry of catalogue) {
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
