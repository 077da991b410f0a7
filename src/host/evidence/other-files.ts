import { scrub } from '../../chain/redact.ts';
import { fingerprint } from '../../crypto/fingerprint.ts';
import { broughtChain, readBundle } from '../../evidence/bundle/read.ts';
import { type ImportedChain, importedChain } from '../../evidence/imported.ts';
import { linkExchanges } from '../../evidence/link.ts';
import { readPaste } from '../../evidence/paste/index.ts';
import { coreFault } from '../../form/form.ts';
import type { Annotations } from '../../history/history.ts';
import type { Ports } from '../ports.ts';

/** A chain of a file; where it comes from a console, with what people noted of it there. */
export interface ChainOfFile extends ImportedChain {
  readonly annotations?: Annotations;
}

/** @throws CoreFault IMPORT_LOCKED, BUNDLE_DAMAGED, BUNDLE_NEWER, IMPORT_TOO_LARGE … */
export async function chainsOfBundle(
  { random, locker }: Ports,
  bytes: Uint8Array,
  name: string,
  passphrase: string | undefined,
): Promise<ChainOfFile[]> {
  const { chains, made } = await readBundle(bytes, { passphrase, locker });
  return chains.map((chain) => {
    const brought = broughtChain(chain, { name, version: made.version }, () => random.uuid());
    return { ...brought, secrets: brought.secrets ?? [] };
  });
}

/** A request or an exchange someone saved as text. @throws CoreFault PASTE_UNREADABLE, or the code of an error text */
export function chainsOfText({ random, clock }: Ports, text: string, name: string): ChainOfFile[] {
  const reading = readPaste(text, clock.now());
  if (reading.kind === 'unknown') throw coreFault('PASTE_UNREADABLE', reading.why);
  // Services repeat what was sent in their messages.
  if (reading.kind === 'error') throw coreFault(reading.code, scrub(reading.message));
  return linkExchanges(reading.exchanges).map((linked) =>
    importedChain(
      linked,
      { kind: 'paste', name, tool: reading.form },
      { uuid: () => random.uuid(), fingerprint },
    ),
  );
}
