import { scrub } from '../../chain/redact.ts';
import { fingerprint } from '../../crypto/fingerprint.ts';
import { type ImportedChain, importedChain } from '../../evidence/imported.ts';
import { linkExchanges } from '../../evidence/link.ts';
import { readPaste } from '../../evidence/paste/index.ts';
import { coreFault } from '../../form/form.ts';
import type { Ports } from '../ports.ts';

/** A request or an exchange someone saved as text. @throws CoreFault PASTE_UNREADABLE, or the code of an error text */
export function chainsOfText({ random, clock }: Ports, text: string, name: string): ImportedChain[] {
  const reading = readPaste(text, clock.now());
  if (reading.kind === 'unknown') throw coreFault('PASTE_UNREADABLE', reading.why);
  // Services repeat what was sent in their messages.
  if (reading.kind === 'error') throw coreFault(reading.code, scrub(reading.message));
  return linkExchanges(reading.exchanges).chains.map((linked) =>
    importedChain(
      linked,
      { kind: 'paste', name, tool: reading.form },
      { uuid: () => random.uuid(), fingerprint },
    ),
  );
}
