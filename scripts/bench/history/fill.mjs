import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../setup/paths.mjs';
import { madeChain } from './made-chain.mjs';

/** Chains in one transaction: the filler's only, the product writes one event each. */
const BATCH = 500;
/** What a step's sealed secrets take, bytes. */
const SEALED = 600;

/** @param {(path: string) => Promise<any>} loadCore */
export const loadStore = (loadCore) => loadCore('scripts/bench/history/store.mjs');

/**
 * A folder with a history of so many chains of 10 steps on average, made once and kept below .cache: read it, and
 * copy it before writing. Annotations: every 100th chain is tagged, every 250th noted and ticketed, every 1,000th pinned.
 * @param {number} chains
 * @param {any} store what `loadStore` gave
 * @param {(line: string) => void} [say]
 */
export async function filledHistory(chains, store, say = console.log) {
  const mark = createHash('sha256')
    .update(store.ups.join())
    .update(readFileSync(join(import.meta.dirname, 'made-chain.mjs')))
    .digest('hex')
    .slice(0, 8);
  const name = `history-${chains}-${mark}`;
  const folder = join(cacheDir, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheDir, { recursive: true });
  // Older ones are of another form, and large.
  for (const old of readdirSync(cacheDir))
    if (old.startsWith(`history-${chains}-`)) rmSync(join(cacheDir, old), { recursive: true });
  const making = join(cacheDir, `${name}.${process.pid}.tmp`);
  const begun = performance.now();
  fill(join(making, 'history.db'), chains, store);
  renameSync(making, folder);
  say(`  made ${chains} chains in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  return folder;
}

function fill(path, chains, { openDatabase, migrate, writer, inTransaction, chainOf, lineOf }) {
  const db = openDatabase(path);
  migrate(db);
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -200000');
  const { append, annotate } = writer(db);
  const pool = randomBytes(1 << 20);
  const sealed = (seed) =>
    pool.subarray(seed % (pool.length - SEALED), (seed % (pool.length - SEALED)) + SEALED);
  for (let from = 0; from < chains; from += BATCH) {
    inTransaction(db, () => {
      for (let at = from; at < Math.min(chains, from + BATCH); at++) {
        const events = madeChain(at);
        const kept = events.map((event, seq) => ({
          seq,
          event,
          ...(event.type === 'step.ended' ? { sealed: sealed(at * 31 + seq) } : {}),
        }));
        const line = lineOf(chainOf(events));
        append(line, kept);
        if (at % 100 === 0) annotate(line.chainId, { tags: [`tag-${at % 7}`, 'support'] });
        if (at % 250 === 0)
          annotate(line.chainId, { notes: `Caller waits for number ${at}`, ticket: `SUP-${at}` });
        if (at % 1_000 === 0) annotate(line.chainId, { pinned: true });
      }
    });
  }
  db.close();
}
