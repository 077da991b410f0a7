import { lock, SHORTEST_PASSPHRASE } from '../../evidence/bundle/age.ts';
import { scanFile } from '../../evidence/bundle/scan.ts';
import type { ChainToExport, ExportFormat } from '../../evidence/export/format.ts';
import { exportFormat } from '../../evidence/export/formats.ts';
import type { StepSecrets } from '../../evidence/exchange.ts';
import { coreFault } from '../../form/form.ts';
import { type Annotations, NO_ANNOTATIONS } from '../../history/history.ts';
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
}

type Needs = Pick<Parts, 'ports' | 'chains' | 'vault' | 'targets'>;

/**
 * Chains as a file, not written yet. Redacted, the bytes are searched for every secret the vault and the chains know,
 * and refused where one stands in them; with secrets, they are locked with a passphrase.
 * @throws CoreFault EXPORT_SECRET, EXPORT_FORMAT, EXPORT_ONE_CHAIN, EXPORT_NO_SECRETS, EXPORT_PASSPHRASE, CHAIN_UNKNOWN
 */
export async function exportChain(parts: Needs, wish: ExportWish): Promise<ExportedFile> {
  const format = formatOf(wish);
  const live = wish.chainIds.map((id) => parts.chains.get(id));
  const about = { exportedAt: parts.ports.clock.now(), version: parts.ports.runtime.version };
  const name = nameOf(live, format, about.exportedAt);
  if (wish.secrets === 'unredacted') {
    const passphrase = passphraseOf(wish);
    const chains = await Promise.all(
      live.map(async (chain) => ({ ...(await chainOf(parts, chain)), secrets: secretsOf(chain) })),
    );
    const bytes = await format.write({ chains, ...about });
    return { name: `${name}.age`, bytes: await lock(bytes, passphrase) };
  }
  const chains = await Promise.all(live.map((chain) => chainOf(parts, chain)));
  const bytes = await format.write({ chains, ...about });
  const leak = await scanFile(bytes, [...(await vaultSecrets(parts)), ...live.flatMap(chainSecrets)]);
  if (leak !== undefined)
    throw coreFault(
      'EXPORT_SECRET',
      `Nothing was written: a secret (${leak.kind}) would stand in the file in ${leak.form} form, at ${leak.place}.`,
    );
  return { name, bytes };
}

function formatOf({ chainIds, format: id, secrets }: ExportWish): ExportFormat {
  const format = exportFormat(id);
  if (format === undefined) throw coreFault('EXPORT_FORMAT', 'There is no such format.', 'format');
  if (format.single === true && chainIds.length > 1)
    throw coreFault('EXPORT_ONE_CHAIN', `${format.title} holds one chain. Export them one by one.`, 'format');
  if (secrets === 'unredacted' && !format.unredacted)
    throw coreFault('EXPORT_NO_SECRETS', `${format.title} is never written with secrets.`, 'secrets');
  return format;
}

function passphraseOf({ passphrase = '' }: ExportWish): string {
  if (passphrase.length >= SHORTEST_PASSPHRASE) return passphrase;
  throw coreFault(
    'EXPORT_PASSPHRASE',
    `A passphrase of ${String(SHORTEST_PASSPHRASE)} characters or more has to lock the file.`,
    'passphrase',
  );
}

async function chainOf({ ports }: Needs, chain: LiveChain): Promise<ChainToExport> {
  return { events: chain.events, annotations: await annotationsOf(ports.history, chain.id) };
}

/** A chain is exported all the same where the history can't be read: what people noted of it stays out. */
async function annotationsOf(history: Needs['ports']['history'], chainId: string): Promise<Annotations> {
  const kept = await history.read(chainId).catch(() => undefined);
  return kept?.annotations ?? NO_ANNOTATIONS;
}

function secretsOf(chain: LiveChain): StepSecrets[] {
  return [...chain.steps.values()].map(({ id, requestText, requestHeaders, responseText }) => ({
    stepId: id,
    requestText,
    requestHeaders,
    responseText,
  }));
}

/** By flow and day: a user's name in a file's name is seen by everyone who is handed the file. */
function nameOf([first, ...others]: readonly LiveChain[], format: ExportFormat, now: number): string {
  const what = others.length > 0 ? `${String(others.length + 1)} chains` : (first?.flow ?? 'chain');
  const day = new Date(first?.startedAt ?? now).toISOString().slice(0, 10);
  return `${what.replace(/[^\w -]+/g, '-')} ${day}.${format.extension}`;
}
