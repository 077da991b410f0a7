import type { Mail } from '../../ports.ts';
import type { CodeParts, CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { codeFrom, reasonOf, untilCode } from './until.ts';

const TLS_PORT = 993;
const PLAIN_PORT = 143;
/** How far back older mails are looked for, to tell that there are some. Milliseconds. */
const BEFORE = 300_000;

/** The newest code among mails that came since it was sent. */
export async function imapCode(
  parts: CodeParts,
  run: CodeRun,
  { name, source, since }: CodeWish<SourceOf<'imap'>>,
): Promise<string> {
  const { imap, match, within } = source;
  const { secure = imap.port !== PLAIN_PORT } = imap;
  const box = {
    host: await run.fill(imap.host),
    port: imap.port ?? (secure ? TLS_PORT : PLAIN_PORT),
    secure,
    user: await run.fill(imap.user),
    password: await run.fill(imap.password),
    mailbox: await run.fill(imap.mailbox ?? 'INBOX'),
  };
  const wanted = {
    from: await filledOr(run, source.from),
    to: await filledOr(run, source.to),
    subject: await filledOr(run, source.subject),
  };
  // Mail servers keep whole seconds.
  const from = Math.floor(since / 1_000) * 1_000;
  return untilCode(parts, run, name, within, async () => {
    let mails: readonly Mail[];
    try {
      mails = await parts.ports.scenarios.mails(box, from - BEFORE);
    } catch (error) {
      return { kind: 'not yet', why: `${box.host} can’t be read: ${reasonOf(error)}` };
    }
    const meant = mails.filter((mail) => fits(mail, wanted));
    const fresh = meant.filter(({ at }) => at >= from);
    for (const { text, subject } of fresh) {
      const code = codeFrom(name, text, match) ?? codeFrom(name, subject, match);
      if (code !== undefined) return { kind: 'code', code };
    }
    if (fresh.length > 0) return { kind: 'not yet', why: 'there is none in the mails that came' };
    return { kind: 'not yet', why: meant.length > 0 ? 'only older mails are there' : 'no mail came' };
  });
}

type Wanted = Readonly<Record<'from' | 'to' | 'subject', string>>;

function fits(mail: Mail, wanted: Wanted): boolean {
  return (['from', 'to', 'subject'] as const).every((part) =>
    mail[part].toLowerCase().includes(wanted[part].toLowerCase()),
  );
}

async function filledOr({ fill }: CodeRun, text: string | undefined): Promise<string> {
  return text === undefined ? '' : fill(text);
}
