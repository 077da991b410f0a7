import { coreFault, type Fault } from '../../form/form.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import type { Exchange } from '../exchange.ts';
import type { Unpack } from './body.ts';
import { readEntry } from './entry.ts';
import { finder } from './find-bytes.ts';
import { harScanner } from './scan.ts';

export interface HarReading {
  /** What wrote the file, as it says: `Firefox 131.0`. */
  readonly tool?: string;
  readonly entries: number;
  /** In the order of the file. */
  readonly exchanges: readonly Exchange[];
  /** Calls that could not be read, for people. */
  readonly notes: readonly Fault[];
}

export interface HarReader {
  /** @throws CoreFault IMPORT_NOT_JSON, IMPORT_NOT_HAR, IMPORT_TOO_DEEP, IMPORT_TOO_LARGE */
  feed(chunk: Uint8Array): void;
  /** @throws CoreFault IMPORT_CUT_OFF, IMPORT_NOT_HAR, IMPORT_NOT_JSON, IMPORT_NOTHING */
  end(): HarReading;
  /** Calls of Cognito so far. */
  readonly calls: number;
}

const LIMITS = { entryBytes: 20_000_000, depth: 512 };
export const MOST_CALLS = 100_000;
/** Characters of all calls together. */
const MOST_TEXT = 300_000_000;
/** Notes one by one; what is beyond is a number. */
const MOST_NOTES = 20;

const namesService = finder('AWSCognitoIdentityProviderService');
const namesHost = finder('cognito-idp');

/**
 * Reads the calls of Cognito out of a HAR file that comes in pieces. Entries of other hosts are passed over unread.
 * @param unpack bounded by whoever makes it
 */
export function harReader(unpack: Unpack): HarReader {
  const exchanges: Exchange[] = [];
  const notes: Fault[] = [];
  let broken = 0;
  let text = 0;
  let tool: string | undefined;

  function leftOut(index: number, why: string): void {
    broken += 1;
    if (notes.length < MOST_NOTES)
      notes.push({
        code: 'IMPORT_ENTRY_UNREADABLE',
        detail: `Entry ${String(index + 1)} was left out. ${why}`,
      });
  }

  const scanner = harScanner(
    {
      entry(bytes, index) {
        if (!namesService(bytes) && !namesHost(bytes)) return;
        const value = parsed(bytes);
        if (!isJsonObject(value)) return leftOut(index, 'It is not JSON.');
        const reading = readEntry(value, index, unpack);
        if (reading.kind === 'broken') leftOut(index, reading.why);
        if (reading.kind !== 'call') return;
        const { request, response } = reading.exchange;
        text += (request.text?.length ?? 0) + (response?.text?.length ?? 0);
        if (exchanges.length === MOST_CALLS || text > MOST_TEXT) throw tooLarge();
        exchanges.push(reading.exchange);
      },
      unreadable(why, index) {
        leftOut(
          index,
          why === 'long' ? `It is larger than ${String(LIMITS.entryBytes / 1e6)} MB.` : 'It is no object.',
        );
      },
      tool(bytes) {
        // The browser's name says more than that of its export.
        tool = toolOf(parsed(bytes)) ?? tool;
      },
    },
    LIMITS,
  );

  return {
    feed: scanner.feed,
    end() {
      scanner.end();
      if (exchanges.length === 0 && broken === 0) throw nothing(scanner.entries);
      const more = broken - notes.length;
      const rest: Fault = { code: 'IMPORT_ENTRY_UNREADABLE', detail: `${String(more)} more were left out.` };
      return {
        ...(tool === undefined ? {} : { tool }),
        entries: scanner.entries,
        exchanges,
        notes: more > 0 ? [...notes, rest] : notes,
      };
    },
    get calls() {
      return exchanges.length;
    },
  };
}

function toolOf(value: JsonValue | undefined): string | undefined {
  if (!isJsonObject(value) || typeof value['name'] !== 'string') return undefined;
  const version = typeof value['version'] === 'string' ? value['version'] : '';
  const said = `${value['name']} ${version}`.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return said === '' ? undefined : said.slice(0, 60);
}

function parsed(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as JsonValue;
  } catch {
    return undefined;
  }
}

function tooLarge(): Error {
  return coreFault(
    'IMPORT_TOO_LARGE',
    `The file holds more calls of Cognito than are read at once: ${MOST_CALLS.toLocaleString('en')}, or ${String(MOST_TEXT / 1e6)} MB of them.`,
  );
}

function nothing(entries: number): Error {
  return coreFault(
    'IMPORT_NOTHING',
    entries === 0
      ? 'The file has no entries.'
      : `None of the ${entries.toLocaleString('en')} entries is a call of Cognito’s user pools (X-Amz-Target: AWSCognitoIdentityProviderService.…).`,
  );
}
