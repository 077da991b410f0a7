import { ticketLink } from '@core/history/ticket-link.ts';
import type { ActionId } from '../../actions/action-list.ts';
import { call } from '../../port.ts';
import { announce } from '../../ui/announce.ts';
import { toast, toastFault } from '../../ui/toasts.ts';

/** A ticket in few letters: of an address what it ends in, as trackers put the ticket's name there; else its host. */
export function ticketWord(ticket: string): string {
  const link = ticketLink(ticket);
  if (link === undefined) return ticket;
  const last = new URL(link.href).pathname.split('/').findLast((part) => part !== '');
  return last ?? link.host;
}

/** Asks the host to open it outside; the system asks the person about its place first. */
export async function openTicket(ticket: string): Promise<void> {
  const result = await call('link.open', { text: ticket });
  if (!result.ok) toastFault(result.error);
  else if (result.value.opened) announce('Opened in the browser');
}

export async function copyTicket(ticket: string): Promise<void> {
  const result = await call('clipboard.write', { text: ticket });
  if (result.ok) toast('Ticket copied');
  else toastFault(result.error);
}

/** What can be done with a chain's ticket, for `useActions`. */
export function ticketActions(ticket: string): Partial<Record<ActionId, () => void>> {
  return {
    ...(ticketLink(ticket) === undefined ? {} : { openTicketLink: () => void openTicket(ticket) }),
    ...(ticket === '' ? {} : { copyTicketLink: () => void copyTicket(ticket) }),
  };
}
