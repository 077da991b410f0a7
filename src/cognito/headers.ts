import type { HeaderList } from '../chain/event.ts';
import type { Fault } from '../form/form.ts';

/** AWS JSON 1.1 and the service's target prefix. Source: service model of `cognito-idp`, protocol reference 0.1. */
const CONTENT_TYPE = 'application/x-amz-json-1.1';
const TARGET_PREFIX = 'AWSCognitoIdentityProviderService';

/** How a header is named where keys and pointers stand side by side: `header:X-Amz-Target`. */
const HEADER_MARK = 'header:';

/** A person's changes to headers by name: a text replaces or adds, null leaves out. Names differ by letters only. */
export type HeaderChanges = Readonly<Record<string, string | null>>;

/** The headers a request needs, before anyone changes them. The transport adds its own, see `framed`. */
export function computedHeaders(operation: string): HeaderList {
  return [
    ['Content-Type', CONTENT_TYPE],
    ['X-Amz-Target', `${TARGET_PREFIX}.${operation}`],
  ];
}

/**
 * The headers after a person's changes: replaced ones keep their place and take the spelling of the change, new ones
 * follow in the order given. What can't travel is left out; `headerFaults` says why.
 */
export function changedHeaders(computed: HeaderList, changes: HeaderChanges): HeaderList {
  const wanted = Object.entries(changes).filter(([name, value]) => faultOf(name, value) === undefined);
  const changeOf = (name: string) => wanted.findLast(([changed]) => sameName(changed, name));
  const kept = computed.flatMap(([name, value]): HeaderList => {
    const change = changeOf(name);
    if (change === undefined) return [[name, value]];
    return change[1] === null ? [] : [[change[0], change[1]]];
  });
  const added = wanted.filter(([name]) => !computed.some(([known]) => sameName(known, name)));
  return [...kept, ...added.flatMap(([name, value]): HeaderList => (value === null ? [] : [[name, value]]))];
}

/** Which headers travel otherwise than computed, as keys with their mark. */
export function overriddenHeaders(computed: HeaderList, sent: HeaderList): string[] {
  const differs = sent.filter(
    ([name, value]) => !computed.some(([known, own]) => known === name && own === value),
  );
  const gone = computed.filter(([name]) => !sent.some(([known]) => sameName(known, name)));
  return [...differs, ...gone].map(([name]) => headerKey(name));
}

export function headerKey(name: string): string {
  return `${HEADER_MARK}${name}`;
}

/** The header that a key names; undefined for a pointer or the key of an answer. */
export function headerOfKey(key: string): string | undefined {
  return key.startsWith(HEADER_MARK) ? key.slice(HEADER_MARK.length) : undefined;
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What makes changes unfit to travel: nothing with such a header is sent. No fault repeats a value. */
export function headerFaults(changes: HeaderChanges): Fault[] {
  const faults = Object.entries(changes).flatMap(([name, value]) => faultOf(name, value) ?? []);
  const size = Object.entries(changes).reduce(
    (sum, [name, value]) => sum + name.length + (value ?? '').length,
    0,
  );
  if (size <= LONGEST_HEADERS) return faults;
  const detail = `The headers have ${size.toLocaleString('en-US')} characters; more than ${LONGEST_HEADERS.toLocaleString('en-US')} are not sent. Shorten them.`;
  return [...faults, { code: 'HEADER_TOO_LONG', detail, field: 'headers' }];
}

/** Servers commonly stop at 8 or 16 KB of headers. */
const LONGEST_HEADERS = 8_192;
/** `token` of RFC 9110 section 5.6.2. */
const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
/** What may stand in a value (RFC 9110 section 5.5), one byte a character as Node writes it. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that frame the message (RFC 9112): the transport writes them, or the request would not arrive as it is. */
const FRAMING: Readonly<Record<string, string>> = {
  host: 'names the endpoint; change the target instead',
  'content-length': 'counts the body’s bytes',
  'transfer-encoding': 'says how the body is cut',
  connection: 'says that every request has a connection of its own',
  'keep-alive': 'belongs to the connection',
  'proxy-connection': 'belongs to the connection',
  upgrade: 'would change the protocol',
  expect: 'would hold the body back',
};

function faultOf(name: string, value: string | null): Fault | undefined {
  const field = headerKey(name);
  const framing = Object.hasOwn(FRAMING, name.toLowerCase()) ? FRAMING[name.toLowerCase()] : undefined;
  if (framing !== undefined) {
    const detail = `${name} ${framing}, so the transport writes it. Leave it out here.`;
    return { code: 'HEADER_RESERVED', detail, field };
  }
  if (!NAME.test(name)) {
    const detail = "A header’s name has letters, digits and !#$%&'*+-.^_`|~ only, no spaces. Correct it.";
    return { code: 'HEADER_NAME', detail, field };
  }
  if (value === null || VALUE.test(value)) return undefined;
  const what = /[\r\n]/.test(value) ? 'a line break' : 'a character that no header can carry';
  return { code: 'HEADER_VALUE', detail: `The value of ${name} holds ${what}. Take it out.`, field };
}
