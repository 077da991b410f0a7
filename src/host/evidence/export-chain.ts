import { directLocker, SHORTEST_PASSPHRASE } from '../../evidence/bundle/age.ts';
import { ownWords } from '../../evidence/bundle/own-words.ts';
import type { PseudonymCount } from '../../evidence/bundle/pseudonyms.ts';
import {
  type ChainToRedact,
  type RedactedChains,
  redactedChains,
} from '../../evidence/bundle/redacted-chains.ts';
import { type KnownSecret, type Leak, scanFile } from '../../evidence/bundle/scan.ts';
import type { StepSecrets } from '../../evidence/exchange.ts';
import type { ExportFormat, ExportInput } from '../../evidence/export/format.ts';
import { exportFormat } from '../../evidence/export/formats.ts';
import { coreFault } from '../../form/form.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { chainSecrets, vaultSecrets } from './known-secrets.ts';

export interface ExportWish {
  /** At least one. */
  readonly chainIds: readonly string[];
  /** Of `exportFormats`. */
  readonly format: string;
  readonly secrets: 'redacted' | 'unredacted';
  /** Needed for `unredacted`, and not looked at otherwise. */
  readonly passphrase?: string;
}

export interface ExportedFile {
  /** With its extension; no user's name is in it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly pseudonyms: readonly PseudonymCount[];
}

export type ExportNeeds = Pick<Parts, 'ports' | 'chains' | 'vault' | 'targets'>;

/**
 * Chains as a file, not written yet. Redacted, they have pseudonyms, and the bytes are searched for every secret the
 * vault and the chains know and refused where one stands in them; with secrets, they are locked with a passphrase.
 * @throws CoreFault EXPORT_SECRET, EXPORT_FORMAT, EXPORT_ONE_CHAIN, EXPORT_NO_SECRETS, EXPORT_PASSPHRASE, CHAIN_UNKNOWN,
 * EXPORT_UNSEARCHED, VAULT_UNAVAILABLE where the keychain was there and can't be read now
 */
export async function exportChain(parts: ExportNeeds, wish: ExportWish): Promise<ExportedFile> {
  const format = formatOf(wish);
  if (wish.secrets === 'unredacted') return locked(parts, wish, format);
  return searchedFile(parts, wish, format);
}

/** A redacted export in which no secret stands. @throws CoreFault CHAIN_UNKNOWN, EXPORT_SECRET, EXPORT_UNSEARCHED, VAULT_UNAVAILABLE */
export async function searchedFile(
  parts: ExportNeeds,
  wish: Pick<ExportWish, 'chainIds'>,
  format: ExportFormat,
): Promise<ExportedFile> {
  const { file, leak } = await redactedFile(parts, wish, format);
  if (leak !== undefined) throw coreFault('EXPORT_SECRET', leakWords(leak));
  return file;
}

/** What a redacted export would be, and what would keep it from being written. */
export async function redactedFile(
  parts: ExportNeeds,
  wish: Pick<ExportWish, 'chainIds'>,
  format: ExportFormat,
): Promise<{ readonly file: ExportedFile; readonly searched: number; readonly leak?: Leak }> {
  const live = chainsOf(parts, wish);
  const known = [...(await vaultSecrets(parts)), ...live.flatMap(chainSecrets)];
  const { chains, pseudonyms } = await redact(parts, live, known);
  const bytes = await format.write({ chains, ...about(parts) });
  const leak = await scanFile(bytes, known, await ownWords(format));
  const file = { name: nameOf(live, format), bytes, pseudonyms };
  const searched = new Set(known.map(({ value }) => value)).size;
  return { file, searched, ...(leak === undefined ? {} : { leak }) };
}

/** What the person is told of a secret that stands in the way. */
export function leakWords({ kind, form, place }: Leak): string {
  return `Nothing was written: a secret (${kind}) would stand in the file in ${form} form, at ${place}.`;
}

/** @throws CoreFault EXPORT_FORMAT, EXPORT_ONE_CHAIN, EXPORT_NO_SECRETS */
export function formatOf({ chainIds, format: id, secrets }: ExportWish): ExportFormat {
  const format = exportFormat(id);
  if (format === undefined) throw coreFault('EXPORT_FORMAT', 'There is no such format.', 'format');
  if (format.single === true && chainIds.length > 1)
    throw coreFault('EXPORT_ONE_CHAIN', `${format.title} holds one chain. Export them one by one.`, 'format');
  if (secrets === 'unredacted' && !format.unredacted)
    throw coreFault('EXPORT_NO_SECRETS', `${format.title} is never written with secrets.`, 'secrets');
  return format;
}

async function locked(parts: ExportNeeds, wish: ExportWish, format: ExportFormat): Promise<ExportedFile> {
  const { passphrase = '' } = wish;
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw coreFault(
      'EXPORT_PASSPHRASE',
      `A passphrase of ${String(SHORTEST_PASSPHRASE)} characters or more has to lock the file.`,
      'passphrase',
    );
  const { locker = directLocker } = parts.ports;
  const live = chainsOf(parts, wish);
  const chains = await Promise.all(
    live.map(async (chain) => ({
      events: chain.events,
      annotations: await annotationsOf(parts, chain.id),
      secrets: secretsOf(chain),
    })),
  );
  const bytes = await format.write({ chains, ...about(parts) });
  return { name: `${nameOf(live, format)}.age`, bytes: await locker.lock(bytes, passphrase), pseudonyms: [] };
}

async function redact(
  parts: ExportNeeds,
  live: readonly LiveChain[],
  known: readonly KnownSecret[],
): Promise<RedactedChains> {
  const chains = live.map(async (chain): Promise<ChainToRedact> => {
    const annotations = await annotationsOf(parts, chain.id);
    return { events: chain.events, annotations, secrets: secretsOf(chain), known };
  });
  return redactedChains(await Promise.all(chains));
}

function chainsOf({ chains }: ExportNeeds, { chainIds }: Pick<ExportWish, 'chainIds'>): readonly LiveChain[] {
  return [...new Set(chainIds)].map((id) => chains.get(id));
}

function about({ ports }: ExportNeeds): Pick<ExportInput, 'exportedAt' | 'version'> {
  return { exportedAt: ports.clock.now(), version: ports.runtime.version };
}

/** A chain is exported all the same where the history can't be read: what people noted of it stays out. */
async function annotationsOf({ ports }: ExportNeeds, chainId: string) {
  const kept = await ports.history.read(chainId).catch(() => undefined);
  return kept?.annotations ?? NO_ANNOTATIONS;
}

/** Of steps whose bytes are at hand. */
function secretsOf(chain: LiveChain): StepSecrets[] {
  return [...chain.steps.values()].flatMap(({ id, requestText, requestHeaders, responseText, bare }) =>
    bare === true ? [] : [{ stepId: id, requestText, requestHeaders, responseText }],
  );
}

/** By flow and day: a user's name in a file's name is seen by everyone who is handed the file. */
function nameOf([first, ...others]: readonly LiveChain[], format: ExportFormat): string {
  const what = others.length > 0 ? `${String(others.length + 1)} chains` : (first?.flow ?? 'chain');
  const day = new Date(first?.startedAt ?? 0).toISOString().slice(0, 10);
  return `${what.replace(/[^\w -]+/g, '-').slice(0, 60)} ${day}.${format.extension}`;
}
