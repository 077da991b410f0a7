import { isFault } from '../../../form/form.ts';
import type { JsonValue } from '../../../json.ts';
import { findAll, isJsonPath, type JsonPath, readJsonPath } from '../../../scenario/json-path.ts';
import type { CancelSignal } from '../../ports.ts';
import type { CodeParts, CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { codeFrom, type Look, reasonOf, sourceFault, untilCode } from './until.ts';

type HttpSource = SourceOf<'http'>;

/** Inboxes that answer over HTTP: Mailpit, MailHog, a log that is served … */
export interface HttpInboxes {
  note(): Promise<void>;
  code(wish: CodeWish<HttpSource>): Promise<string>;
}

/** What an inbox held at a time. */
interface Noted {
  readonly at: number;
  /** Undefined where it held nothing. */
  readonly mark: string | undefined;
}

/** A text at the path, and what tells two messages of the same text apart. */
interface Held {
  readonly text: string;
  readonly mark: string;
}

/**
 * Such an inbox knows no time that could be asked for, so what lies in it is looked at before each step: the message that
 * lay there already when the service was asked to send a code is an old one.
 */
export function createHttpInboxes(parts: CodeParts, run: CodeRun): HttpInboxes {
  const { clock } = parts.ports;
  const noted = new Map<string, Noted[]>();
  const sources = Object.entries(run.sources ?? {}).flatMap(([name, source]) =>
    'http' in source ? [[name, source] as const] : [],
  );

  async function noteOne(name: string, source: HttpSource): Promise<void> {
    const at = clock.now();
    try {
      const held = await read(parts, run, name, source);
      const mark = typeof held === 'string' ? undefined : held.mark;
      noted.set(name, [...(noted.get(name) ?? []), { at, mark }]);
    } catch (error) {
      // It names what is captured later, or is not there yet: told when its code is needed.
      if (!isFault(error)) throw error;
    }
  }

  return {
    note: async () => void (await Promise.all(sources.map(([name, source]) => noteOne(name, source)))),
    code: ({ name, source, since }) =>
      untilCode(parts, run, name, source.within, async (signal): Promise<Look> => {
        const held = await read(parts, run, name, source, signal);
        if (typeof held === 'string') return { kind: 'not yet', why: held };
        const before = noted.get(name)?.findLast(({ at }) => at <= since);
        if (before !== undefined && before.mark === held.mark)
          return { kind: 'not yet', why: 'it still holds the message from before' };
        const code = codeFrom(name, held.text, source.match);
        return code === undefined
          ? { kind: 'not yet', why: 'there is none in its text' }
          : { kind: 'code', code };
      }),
  };
}

/**
 * @returns what it holds, or why it holds nothing yet
 * @throws CoreFault CODE_SOURCE where asking again would not help
 */
async function read(
  { ports }: CodeParts,
  { fill }: CodeRun,
  name: string,
  { http, path, headers = {} }: HttpSource,
  signal?: CancelSignal,
): Promise<Held | string> {
  const way = path === undefined ? undefined : pathOf(name, await fill(path));
  const url = await fill(http);
  const filled: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) filled[header] = await fill(value);
  const where = hostOf(name, url);
  let answer;
  try {
    answer = await ports.scenarios.fetchText(url, filled, signal);
  } catch (error) {
    return `${where} can’t be read: ${reasonOf(error)}`;
  }
  const { status, text } = answer;
  if (status === 401 || status === 403)
    throw sourceFault(name, `${where} answers ${String(status)}: look at the headers of ${name}.`);
  if (status >= 400) return `${where} answers ${String(status)}`;
  return way === undefined ? { text, mark: text } : heldAt(way, text, where);
}

function heldAt(path: JsonPath, text: string, where: string): Held | string {
  const root = parsed(text);
  if (root === undefined) return `${where} answers no JSON`;
  const found = findAll(path, root.value).find(({ value }) => ['string', 'number'].includes(typeof value));
  if (found === undefined) return 'no text stands at its path';
  // A message beside its code has an id and a time; beside the whole inbox there may be whatever changes all the time.
  const mark = path.length > 1 ? found.around : found.value;
  return { text: String(found.value), mark: JSON.stringify(mark) };
}

function parsed(text: string): { readonly value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}

function pathOf(name: string, text: string): JsonPath {
  const path = readJsonPath(text);
  if (isJsonPath(path)) return path;
  throw sourceFault(
    name,
    `path of ${name} can’t be read from column ${String(path.column)} on. It may say $.name, ['name'], [0], [-1], [*] and ..name.`,
  );
}

function hostOf(name: string, url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).host;
  throw sourceFault(name, `http of ${name} is no http or https address.`);
}
