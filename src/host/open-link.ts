import { coreFault } from '../form/form.ts';
import { ticketLink } from '../history/ticket-link.ts';
import type { Ports } from './ports.ts';

/**
 * Opens what a ticket links to, outside. The text comes from a page, and may have come from someone else before.
 * @returns false where the person said no
 * @throws CoreFault LINK_REFUSED, LINK_NOT_OPENED
 */
export async function openLink({ outside }: Pick<Ports, 'outside'>, text: string): Promise<boolean> {
  const link = ticketLink(text);
  if (link === undefined)
    throw coreFault(
      'LINK_REFUSED',
      'Only a whole https address, without a name or password in it, is opened.',
    );
  if (outside === undefined) throw coreFault('LINK_NOT_OPENED', 'There is no window here to open it from.');
  try {
    return await outside.open(link);
  } catch {
    // The system's own words may name programs and places of this computer.
    throw coreFault('LINK_NOT_OPENED', `The system has nothing that opens ${link.host}.`);
  }
}
