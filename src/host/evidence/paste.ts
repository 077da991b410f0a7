import { scrub } from '../../chain/redact.ts';
import type { PasteKept, PasteView } from '../../contract/adopt.ts';
import { fingerprint } from '../../crypto/fingerprint.ts';
import { type ImportedChain, importedChain } from '../../evidence/imported.ts';
import { linkExchanges } from '../../evidence/link.ts';
import { readPaste } from '../../evidence/paste/index.ts';
import type { PasteReading } from '../../evidence/paste/reading.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { bringChain } from './bring-chain.ts';

/** What a pasted text is, secrets masked. */
export function pasteView({ ports }: Parts, text: string): PasteView {
  const reading = readPaste(text, ports.clock.now());
  switch (reading.kind) {
    case 'exchanges':
      return {
        kind: 'exchanges',
        form: reading.form,
        chains: chainsIn(ports.random.uuid, reading).map(({ events }) => events),
      };
    case 'error':
      // Services repeat what was sent in their messages.
      return { ...reading, message: scrub(reading.message) };
    case 'unknown':
      return reading;
  }
}

/**
 * Makes chains of a pasted request.
 * @throws CoreFault PASTE_UNREADABLE
 */
export function keepPaste(parts: Parts, text: string): PasteKept {
  const reading = readPaste(text, parts.ports.clock.now());
  if (reading.kind === 'unknown') throw coreFault('PASTE_UNREADABLE', reading.why);
  if (reading.kind === 'error') return { explanation: reading.code };
  const chainIds = chainsIn(parts.ports.random.uuid, reading)
    .flatMap((chain) => bringChain(parts, chain))
    .flatMap((event) => (event.type === 'chain.started' ? [event.chainId] : []));
  return { chainId: chainIds[0] ?? '', chainIds };
}

function chainsIn(
  uuid: () => string,
  { form, exchanges }: Extract<PasteReading, { kind: 'exchanges' }>,
): ImportedChain[] {
  return linkExchanges(exchanges).chains.map((linked) =>
    importedChain(linked, { kind: 'paste', name: form }, { uuid, fingerprint }),
  );
}
