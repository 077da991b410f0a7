/** An address outside that may be opened, as the browser reads it: names in other scripts as `xn--`. */
export interface TicketLink {
  readonly href: string;
  readonly host: string;
}

/** As long as a ticket may be. */
const LONGEST = 500;

/**
 * What a ticket's text links to: a whole https address, and nothing that hides where it goes. A chain may come from
 * someone else, and so may its ticket. See Electron's security checklist, "Do not use shell.openExternal with untrusted
 * content".
 */
export function ticketLink(text: string): TicketLink | undefined {
  // Of these the parser would make something of its own: it drops line breaks, and takes \ for /.
  if (text.length > LONGEST || /[\s\\\p{C}]/u.test(text) || !/^https:\/\/[^/]/i.test(text)) return undefined;
  try {
    const { href, host, protocol, username, password } = new URL(text);
    return protocol === 'https:' && username === '' && password === '' ? { href, host } : undefined;
  } catch {
    return undefined;
  }
}
