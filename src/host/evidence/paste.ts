import type { ChainEvent } from '../../chain/event.ts';
import { scrub } from '../../chain/redact.ts';
import type { PasteKept, PasteView } from '../../contract/adopt.ts';
import { fingerprint } from '../../crypto/fingerprint.ts';
import { type ImportedChain, importedChain } from '../../evidence/imported.ts';
import { linkExchanges } from '../../evidence/link.ts';
import { readPaste } from '../../evidence/paste/index.ts';
import type { PasteReading, SdkError } from '../../evidence/paste/reading.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { alreadyHere } from './already-here.ts';
import { bringChain } from './bring-chain.ts';

/** What a pasted text is, secrets masked, and what of it is in the history. */
export async function pasteView(parts: Parts, text: string): Promise<PasteView> {
  const { ports } = parts;
  const reading = readPaste(text, ports.clock.now());
  switch (reading.kind) {
    case 'exchanges': {
      const chains = chainsIn(ports.random.uuid, reading);
      const here = await alreadyHere(parts, chains);
      return {
        kind: 'exchanges',
        form: reading.form,
        chains: chains.map(({ events }) => events),
        here: here.map((known) => (known === undefined ? null : beginningOf(known))),
      };
    }
    case 'error':
      return scrubbed(reading);
    case 'unknown':
      return reading;
  }
}

/**
 * Makes chains of a pasted request; of what was pasted before it makes none, unless `again` says so.
 * @throws CoreFault PASTE_UNREADABLE
 */
export async function keepPaste(parts: Parts, text: string, again = false): Promise<PasteKept> {
  const reading = readPaste(text, parts.ports.clock.now());
  if (reading.kind === 'unknown') throw coreFault('PASTE_UNREADABLE', reading.why);
  if (reading.kind === 'error') {
    const { kind: _kind, form: _form, ...explanation } = scrubbed(reading);
    return { explanation };
  }
  const chains = chainsIn(parts.ports.random.uuid, reading);
  const known = again ? [] : await alreadyHere(parts, chains);
  const chainIds: string[] = [];
  const here: string[] = [];
  for (const [at, chain] of chains.entries()) {
    const before = known[at];
    const { chainId } = beginningOf(before ?? bringChain(parts, chain));
    chainIds.push(chainId);
    if (before !== undefined) here.push(chainId);
  }
  return { chainId: chainIds[0] ?? '', chainIds, here };
}

/** Services repeat what was sent in their messages. */
function scrubbed<T extends SdkError>(error: T): T {
  return { ...error, message: scrub(error.message) };
}

function beginningOf(events: readonly ChainEvent[]): { chainId: string; at: number } {
  const started = events.find((event) => event.type === 'chain.started');
  return { chainId: started?.chainId ?? '', at: started?.at ?? 0 };
}

function chainsIn(
  uuid: () => string,
  { form, exchanges }: Extract<PasteReading, { kind: 'exchanges' }>,
): ImportedChain[] {
  return linkExchanges(exchanges).chains.map((linked) =>
    importedChain(linked, { kind: 'paste', name: form }, { uuid, fingerprint }),
  );
}
