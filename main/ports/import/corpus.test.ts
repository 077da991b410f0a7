import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainOf } from '@core/chain/model.ts';
import type { ReadFile } from '@core/evidence/importing.ts';
import { fileChunks } from './file-chunks.ts';
import { readImport } from './read-import.ts';

const CORPUS = resolve(import.meta.dirname, '../../../src/evidence/har/corpus');

type Har = Extract<ReadFile, { kind: 'har' }>;

async function read(name: string): Promise<Har> {
  const file = await readImport({ name, ofBytes: 1, chunks: fileChunks(join(CORPUS, name)) }, () => undefined);
  if (file.kind !== 'har') throw new Error(`${name} is ${file.kind}`);
  return file;
}

/** Every chain as `user: step step …`; what was refused ends in its code, what is missing in `?`. */
function told({ chains }: Har): string[] {
  return chains.map(({ events }) => {
    const chain = chainOf(events);
    const steps = chain?.steps.map(({ answers, outcome, holes }) => {
      const missing = holes.some(({ kind }) => kind === 'before') ? '?' : '';
      return `${missing}${answers}${outcome?.kind === 'error' ? `!${outcome.code}` : ''}`;
    });
    return `${chain?.username ?? ''}: ${steps?.join(' ') ?? ''}`;
  });
}

console.log(JSON.stringify(await Promise.all(readdirSync(CORPUS).map(async (n) => { const r = await read(n); return [n, r.tool, r.entries, r.notes, told(r), r.chains.map((c) => [chainOf(c.events)?.target, new Set(chainOf(c.events)?.steps.flatMap((s) => s.holes.map((h) => h.kind + ' ' + h.detail)))].map(x=>x instanceof Set ? [...x] : x))]; })), null, 1));
describe('x', () => it('y', () => expect(1).toBe(1)));
