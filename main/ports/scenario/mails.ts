import type { ImapFlow } from 'imapflow';
import { isLoopback } from '@core/cognito/endpoints.ts';
import type { CancelSignal, Mail, MailBox } from '@core/host/ports.ts';

const CONNECT_MS = 10_000;
const SOCKET_MS = 20_000;
/** The newest ones: in a box that everybody's codes go to, others' may come between. */
const MOST_MAILS = 25;
/** Of one mail. A code stands in its beginning, pictures after it. */
const MOST_BYTES = 262_144;

/**
 * Mails of a box since a time, newest first. Nothing in the box changes: it is opened for reading, and no mail is marked
 * as seen. A connection that begins without TLS goes on with it where the server can.
 * @throws Error that says what happened, without the password
 */
export async function mails(
  box: MailBox,
  since: number,
  {
    loopbackOnly = false,
    signal,
  }: { readonly loopbackOnly?: boolean; readonly signal?: CancelSignal | undefined } = {},
): Promise<readonly Mail[]> {
  const { host, port, secure } = box;
  const isHere = isLoopback(`http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`);
  if (loopbackOnly && !isHere) throw new Error('this runtime reaches this computer alone');
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user: box.user, pass: box.password },
    logger: false,
    // Mail servers of tests sign their certificates themselves, and on this computer nobody stands between.
    tls: { rejectUnauthorized: !isHere },
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
  });
  // Without a listener a connection that breaks would end the whole program.
  client.on('error', () => undefined);
  if (signal?.cancelled === true) throw new Error('it was stopped');
  signal?.onCancel(() => client.close());
  try {
    await client.connect();
    const lock = await client.getMailboxLock(box.mailbox, { readOnly: true });
    try {
      return await newest(client, since);
    } finally {
      lock.release();
    }
  } catch (error) {
    throw new Error(wordsOf(error, box));
  } finally {
    client.close();
  }
}

async function newest(client: ImapFlow, since: number): Promise<Mail[]> {
  // The server searches by day, and by a day of its own: one more to be sure.
  const found = await client.search({ since: new Date(since - 86_400_000) }, { uid: true });
  const uids = (Array.isArray(found) ? found : []).toSorted((a, b) => b - a).slice(0, MOST_MAILS);
  if (uids.length === 0) return [];
  const { default: PostalMime } = await import('postal-mime');
  const all: Mail[] = [];
  const query = { uid: true, internalDate: true, source: { start: 0, maxLength: MOST_BYTES } };
  for (const message of await client.fetchAll(uids, query, { uid: true })) {
    const at = message.internalDate === undefined ? 0 : new Date(message.internalDate).getTime();
    if (at < since || message.source === undefined) continue;
    const mail = await PostalMime.parse(message.source);
    const addresses = (list: typeof mail.to) => (list ?? []).map(({ address = '' }) => address).join(', ');
    all.push({
      at,
      from: mail.from?.address ?? '',
      to: [addresses(mail.to), addresses(mail.cc), mail.deliveredTo ?? '']
        .filter((text) => text !== '')
        .join(', '),
      subject: mail.subject ?? '',
      text: mail.text ?? withoutMarkup(mail.html ?? ''),
    });
  }
  return all.toSorted((a, b) => b.at - a.at);
}

/** What a person would read of a page. Nothing is shown of it: a code is looked for in it. */
function withoutMarkup(html: string): string {
  return html
    .replace(/<(style|script|head)\b[^]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ');
}

function wordsOf(error: unknown, { password }: MailBox): string {
  if (typeof error === 'object' && error !== null && 'authenticationFailed' in error)
    return 'it refuses user and password';
  const said =
    typeof error === 'object' &&
    error !== null &&
    'responseText' in error &&
    typeof error.responseText === 'string'
      ? error.responseText
      : error instanceof Error
        ? error.message
        : String(error);
  return password === '' ? said : said.replaceAll(password, '•••');
}
