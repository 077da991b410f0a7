import { isFault } from '../../../form/form.ts';
import type { CancelSignal, Mail } from '../../ports.ts';
import type { CodeParts, CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { signalled } from '../../run/signalled.ts';
import { codeFrom, type Look, reasonOf, untilCode } from './until.ts';

type ImapSource = SourceOf<'imap'>;

const TLS_PORT = 993;
const PLAIN_PORT = 143;
/** How far back mails are read: the most by which a mail server's clock may be behind. Milliseconds. */
const BEFORE = 300_000;

/** Boxes of mail servers. */
export interface ImapBoxes {
  note(): Promise<void>;
  /** The newest code among mails that came since it was sent. */
  code(wish: CodeWish<ImapSource>): Promise<string>;
}

/** The mails that lay in a box at a time. */
interface Noted {
  readonly at: number;
  readonly marks: ReadonlySet<string>;
}

/**
 * A mail's time is the mail server's, whose clock may be some seconds off. So what lies in a box is looked at before each
 * step: what lay there already when the service was asked to send a code is old, whatever its time says, and the rest is
 * new. Where that look failed, the times alone decide.
 */
export function createImapBoxes(parts: CodeParts, run: CodeRun): ImapBoxes {
  const { clock } = parts.ports;
  const noted = new Map<string, Noted[]>();
  const sources = Object.entries(run.sources ?? {}).flatMap(([name, source]) =>
    'imap' in source ? [[name, source] as const] : [],
  );

  async function noteOne(name: string, source: ImapSource): Promise<void> {
    const at = clock.now();
    try {
      const mails = await signalled(run.stop, (signal) => read(parts, run, source, at - BEFORE, signal));
      if (typeof mails === 'string') return;
      noted.set(name, [...(noted.get(name) ?? []), { at, marks: new Set(mails.map(markOf)) }]);
    } catch (error) {
      // It names what is captured later: told when its code is needed.
      if (!isFault(error)) throw error;
    }
  }

  return {
    note: async () => void (await Promise.all(sources.map(([name, source]) => noteOne(name, source)))),
    code: ({ name, source, since }) => {
      // Mail servers keep whole seconds.
      const from = Math.floor(since / 1_000) * 1_000;
      return untilCode(parts, run, name, source.within, async (signal): Promise<Look> => {
        const meant = await read(parts, run, source, from - BEFORE, signal);
        if (typeof meant === 'string') return { kind: 'not yet', why: meant };
        const before = noted.get(name)?.findLast(({ at }) => at <= since);
        const fresh = meant.filter((mail) =>
          before === undefined ? mail.at >= from : !before.marks.has(markOf(mail)),
        );
        for (const { text, subject } of fresh) {
          const code = codeFrom(name, text, source.match) ?? codeFrom(name, subject, source.match);
          if (code !== undefined) return { kind: 'code', code };
        }
        if (fresh.length > 0) return { kind: 'not yet', why: 'there is none in the mails that came' };
        return { kind: 'not yet', why: meant.length > 0 ? 'only older mails are there' : 'no mail came' };
      });
    },
  };
}

/** @returns the mails the source means, newest first, or why none can be read */
async function read(
  { ports }: CodeParts,
  run: CodeRun,
  source: ImapSource,
  since: number,
  signal: CancelSignal,
): Promise<readonly Mail[] | string> {
  const { imap } = source;
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
  try {
    return (await ports.scenarios.mails(box, since, signal)).filter((mail) => fits(mail, wanted));
  } catch (error) {
    return `${box.host} can’t be read: ${reasonOf(error)}`;
  }
}

function markOf({ at, from, to, subject, text }: Mail): string {
  return JSON.stringify([at, from, to, subject, text]);
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
