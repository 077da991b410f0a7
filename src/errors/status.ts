import { catalogue, errorNamed } from './catalogue.ts';
import type { ErrorEntry } from './entry.ts';

/** Which table a status belongs to. */
export type StatusStyle =
  /** as Cognito sends it */
  | 'wire'
  /** an invented number of the documented OpenAPI page: 480-499, 500 */
  | 'page'
  /** as AWS's API Reference has it, where the wire differs */
  | 'api-reference'
  /** as the AWS SDK's schema has it: 403, 404, 429 … */
  | 'sdk-schema'
  /** none of these: something between console and Cognito, or an emulator of its own mind */
  | 'other';

export interface StatusReading {
  readonly style: StatusStyle;
  /**
   * The exceptions this answer can be, most likely first: the one the body names, else those the status stands for;
   * empty when the status says nothing (400 is the status of nearly all).
   */
  readonly codes: readonly string[];
  /** One line for the error card. */
  readonly note: string;
}

/** Statuses of what stands in front of Cognito; they come without an exception's name. */
const inBetween: Readonly<Record<number, string>> = {
  407: 'A proxy wants credentials of its own.',
  413: 'Something in front of Cognito finds the request too large.',
  502: 'A proxy or load balancer got no usable answer from behind it.',
  503: 'The service, or something in front of it, is not available now.',
  504: 'A proxy or load balancer waited too long for an answer from behind it.',
};

/**
 * What an error's HTTP status says, alone or together with the exception its body names. The body decides; the status
 * is read for the case that there is no usable body, and to tell which table the endpoint follows.
 */
export function understandStatus(status: number, code?: string): StatusReading {
  if (code === undefined || code === 'UnknownError') return readAlone(status);
  const entry = errorNamed(code);
  if (entry === undefined) return { style: 'other', codes: [code], note: `${code} is not in the catalogue.` };
  const style = styleOf(status, entry);
  return { style, codes: [code], note: noteFor(style, status, entry) };
}

function styleOf(status: number, entry: ErrorEntry): StatusStyle {
  // No statuses are published for the front door, so whatever comes is taken as its own.
  if (entry.kind === 'front-door' || wireStatuses(entry).includes(status)) return 'wire';
  if (entry.seedStatus === status) return 'page';
  if (entry.apiReferenceStatus === status) return 'api-reference';
  return entry.sdkStatus === status ? 'sdk-schema' : 'other';
}

function noteFor(style: StatusStyle, status: number, entry: ErrorEntry): string {
  const wire = wireStatuses(entry)[0];
  switch (style) {
    case 'wire':
      return `${status} is what Cognito sends with ${entry.code}.`;
    case 'page':
      return `${status} is the documented page’s number for ${entry.code}. Cognito itself sends ${wire}.`;
    case 'api-reference':
      return `${status} is the API Reference’s status for ${entry.code}. On the wire ${wire} was seen.`;
    case 'sdk-schema':
      return `${status} is the AWS SDK schema’s status for ${entry.code}. Cognito itself sends ${wire}.`;
    case 'other': {
      const [numbered] = named((other) => other.seedStatus === status);
      return numbered === undefined
        ? `${status} is not a known status of ${entry.code}; the body decides.`
        : `${status} is the documented page’s number for ${numbered}, but the body says ${entry.code}; the body decides.`;
    }
  }
}

function readAlone(status: number): StatusReading {
  if (status === 400) {
    return { style: 'wire', codes: [], note: '400 fits nearly every exception, and the body names none.' };
  }
  const wire = named((entry) => wireStatuses(entry).includes(status));
  const page = named((entry) => entry.seedStatus === status);
  const schema = named((entry) => entry.sdkStatus === status);
  const notes = [
    wire.length > 0 && `Cognito sends ${status} with ${wire.join(', ')}.`,
    page.length > 0 && `On the documented page ${status} is ${page.join(', ')}.`,
    schema.length > 0 && `In the AWS SDK’s schema ${status} is the status of ${schema.join(', ')}.`,
  ].filter((note) => note !== false);
  return {
    style: wire.length > 0 ? 'wire' : page.length > 0 ? 'page' : schema.length > 0 ? 'sdk-schema' : 'other',
    codes: [...new Set([...wire, ...page, ...schema])],
    note: notes.length > 0 ? notes.join(' ') : (inBetween[status] ?? `${status} is not a status of Cognito.`),
  };
}

function named(pick: (entry: ErrorEntry) => boolean): readonly string[] {
  return catalogue.filter((entry) => entry.kind === 'cognito' && pick(entry)).map((entry) => entry.code);
}

/** The status the exception travels with, then those of single messages. Unseen ones follow the API Reference. */
function wireStatuses(entry: ErrorEntry): readonly number[] {
  return [
    entry.wireStatus ?? entry.apiReferenceStatus,
    ...entry.messages.map((message) => message.wireStatus),
  ].filter((status) => status !== undefined);
}
