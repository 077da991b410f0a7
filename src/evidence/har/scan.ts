import { coreFault } from '../../form/form.ts';

/** What is told of a HAR file while its bytes go by. */
export interface HarSink {
  /** One entry, from brace to brace; its bytes are good until the call returns. */
  entry(bytes: Uint8Array, index: number): void;
  /** An entry that is longer than the limit, or none at all (a number, a text). */
  unreadable(why: 'long' | 'type', index: number): void;
  /** `log.creator` and `log.browser`. */
  tool(bytes: Uint8Array): void;
}

export interface HarLimits {
  /** Longest entry that is kept together, bytes. */
  readonly entryBytes: number;
  /** Deepest nesting. */
  readonly depth: number;
}

export interface HarScanner {
  /** @throws CoreFault IMPORT_NOT_JSON, IMPORT_NOT_HAR, IMPORT_TOO_DEEP */
  feed(chunk: Uint8Array): void;
  /** @throws CoreFault IMPORT_CUT_OFF, IMPORT_NOT_HAR, IMPORT_NOT_JSON where it is empty */
  end(): void;
  readonly entries: number;
}

/** What may come next. `value` stands for a member's, `element` for an entry of the list. */
type Awaits = 'root' | 'key' | 'colon' | 'value' | 'comma' | 'element' | 'elementComma' | 'nothing';
/** What is being read from its first byte to its last. */
type Reads = 'key' | 'skipped' | 'tool' | 'entry';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Up to here a loop finds the end of a string sooner than a native search does. */
const SHORT = 48;
const LONGEST_KEY = 1_000;
const LONGEST_TOOL = 64_000;

/**
 * Cuts `log.entries` of a HAR file into single entries while its bytes go by, without reading the rest: what it keeps
 * is at most one entry. Only what leads to the entries is checked; they themselves are for a JSON parser.
 */
export function harScanner(sink: HarSink, limits: HarLimits): HarScanner {
  let awaits: Awaits = 'root';
  /** 1 in the file's object, 2 in `log`. */
  let level = 0;
  let key = '';
  let found = false;
  let entries = 0;
  let seen = 0;

  let reads: Reads | undefined;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let scalar = false;
  /** Parts of earlier chunks. */
  let parts: Uint8Array[] = [];
  let partBytes = 0;
  let over = false;

  function feed(chunk: Uint8Array): void {
    let at = 0;
    let from = 0;
    if (reads === undefined && seen === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf)
      at = 3;
    while (at < chunk.length) {
      if (reads !== undefined) {
        at = through(chunk, at);
        if (reads !== undefined && at === chunk.length && !complete) break;
        finish(chunk.subarray(from, at));
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        at += 1;
        continue;
      }
      from = at;
      at = step(byte, at);
    }
    if (reads !== undefined) keep(chunk.subarray(from));
    seen += chunk.length;
  }

  /** The last call of `through` came to the end of what is read. */
  let complete = false;

  /** One sign between values. @returns where to go on */
  function step(byte: number, at: number): number {
    switch (awaits) {
      case 'root':
        if (byte !== 0x7b) throw notJson(at);
        level = 1;
        awaits = 'key';
        return at + 1;
      case 'key':
        if (byte === 0x7d) return close(at);
        if (byte !== QUOTE) throw notJson(at);
        return begin('key', byte, at);
      case 'colon':
        if (byte !== 0x3a) throw notJson(at);
        awaits = 'value';
        return at + 1;
      case 'value':
        return value(byte, at);
      case 'comma':
        if (byte === 0x7d) return close(at);
        if (byte !== 0x2c) throw notJson(at);
        awaits = 'key';
        return at + 1;
      case 'element':
        if (byte === 0x5d) return closeList(at);
        if (!startsValue(byte)) throw notJson(at);
        return begin('entry', byte, at);
      case 'elementComma':
        if (byte === 0x5d) return closeList(at);
        if (byte !== 0x2c) throw notJson(at);
        awaits = 'element';
        return at + 1;
      case 'nothing':
        throw notJson(at);
    }
  }

  function value(byte: number, at: number): number {
    if (!startsValue(byte)) throw notJson(at);
    if (level === 1 && key === 'log') {
      if (byte !== 0x7b) throw notHar();
      level = 2;
      awaits = 'key';
      return at + 1;
    }
    if (level === 2 && key === 'entries') {
      if (byte !== 0x5b) throw notHar();
      found = true;
      awaits = 'element';
      return at + 1;
    }
    return begin(level === 2 && (key === 'creator' || key === 'browser') ? 'tool' : 'skipped', byte, at);
  }

  function close(at: number): number {
    level -= 1;
    awaits = level === 0 ? 'nothing' : 'comma';
    return at + 1;
  }

  function closeList(at: number): number {
    awaits = 'comma';
    return at + 1;
  }

  function begin(what: Reads, byte: number, at: number): number {
    reads = what;
    inString = byte === QUOTE;
    escaped = false;
    depth = byte === 0x7b || byte === 0x5b ? 1 : 0;
    scalar = depth === 0 && !inString;
    over = false;
    return at + 1;
  }

  /** Goes through the value that is read. @returns behind its end, or the end of the chunk */
  function through(chunk: Uint8Array, start: number): number {
    const { length } = chunk;
    let at = start;
    complete = false;
    while (at < length) {
      if (inString) {
        at = throughString(chunk, at);
        if (!inString && depth === 0) return ended(at);
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (scalar) {
        if (byte === 0x2c || byte === 0x7d || byte === 0x5d || byte <= 0x20) return ended(at);
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === 0x7b || byte === 0x5b) {
        depth += 1;
        if (depth > limits.depth) throw tooDeep(limits.depth);
      } else if (byte === 0x7d || byte === 0x5d) {
        depth -= 1;
        if (depth === 0) return ended(at + 1);
      }
      at += 1;
    }
    return at;
  }

  function ended(at: number): number {
    complete = true;
    return at;
  }

  /** @returns behind the quote that ends it, or the end of the chunk */
  function throughString(chunk: Uint8Array, start: number): number {
    let at = start;
    if (escaped) {
      escaped = false;
      at += 1;
    }
    const near = Math.min(at + SHORT, chunk.length);
    for (; at < near; at += 1) {
      const byte = chunk[at];
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) {
        inString = false;
        return at + 1;
      }
    }
    if (at > chunk.length) {
      escaped = true;
      return chunk.length;
    }
    for (let from = at; ;) {
      const quote = chunk.indexOf(QUOTE, from);
      const end = quote < 0 ? chunk.length : quote;
      let back = end;
      while (back > at && chunk[back - 1] === BACKSLASH) back -= 1;
      const odd = (end - back) % 2 === 1;
      if (quote < 0) {
        escaped = odd;
        return end;
      }
      if (!odd) {
        inString = false;
        return quote + 1;
      }
      from = quote + 1;
      at = from;
    }
  }

  /** Puts a part aside until the next chunk brings the rest. */
  function keep(part: Uint8Array): void {
    const limit = longest();
    if (over || partBytes + part.length > limit) {
      over = true;
      parts = [];
      partBytes = 0;
      return;
    }
    // A copy: the chunk is used again by whoever reads the file.
    if (limit > 0) parts.push(part.slice());
    partBytes += part.length;
  }

  function longest(): number {
    switch (reads) {
      case 'entry':
        return limits.entryBytes;
      case 'key':
        return LONGEST_KEY;
      case 'tool':
        return LONGEST_TOOL;
      default:
        return 0;
    }
  }

  function finish(last: Uint8Array): void {
    const what = reads;
    const tooLong = over || partBytes + last.length > longest();
    const whole = tooLong ? undefined : joined(last);
    reads = undefined;
    parts = [];
    partBytes = 0;
    if (what === 'key') {
      key = whole === undefined ? '' : keyText(whole);
      awaits = 'colon';
      return;
    }
    awaits = what === 'entry' ? 'elementComma' : 'comma';
    if (what === 'tool' && whole !== undefined) sink.tool(whole);
    if (what !== 'entry') return;
    entries += 1;
    if (whole === undefined) sink.unreadable('long', entries - 1);
    else if (whole[0] !== 0x7b) sink.unreadable('type', entries - 1);
    else sink.entry(whole, entries - 1);
  }

  function joined(last: Uint8Array): Uint8Array {
    if (parts.length === 0) return last;
    const whole = new Uint8Array(partBytes + last.length);
    let at = 0;
    for (const part of [...parts, last]) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  function end(): void {
    if (awaits === 'root') throw notJson(0);
    if (awaits !== 'nothing')
      throw coreFault(
        'IMPORT_CUT_OFF',
        `The file ends in the middle, after ${String(entries)} whole ${entries === 1 ? 'entry' : 'entries'}.`,
      );
    if (!found) throw notHar();
  }

  function notJson(at: number): Error {
    return coreFault('IMPORT_NOT_JSON', `The file stops being JSON at byte ${String(seen + at + 1)}.`);
  }

  return {
    feed,
    end,
    get entries() {
      return entries;
    },
  };
}

function notHar(): Error {
  return coreFault('IMPORT_NOT_HAR', 'The file is JSON, but has no list log.entries as HAR files do.');
}

function tooDeep(depth: number): Error {
  return coreFault('IMPORT_TOO_DEEP', `The file is nested more than ${String(depth)} levels deep.`);
}

/** `{ [ " - 0-9 t f n`. */
function startsValue(byte: number): boolean {
  return (
    byte === 0x7b ||
    byte === 0x5b ||
    byte === QUOTE ||
    byte === 0x2d ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x74 ||
    byte === 0x66 ||
    byte === 0x6e
  );
}

function keyText(bytes: Uint8Array): string {
  try {
    return String(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return '';
  }
}
