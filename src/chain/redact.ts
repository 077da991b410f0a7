import { asText, isJsonObject, type JsonValue } from '../json.ts';
import type { Body, HeaderList } from './event.ts';
import { type JsonText, parseJsonText } from './json-text.ts';
import { maskOf } from './mask.ts';
import { redactJson } from './redact-json.ts';
import { redactUnparsed } from './redact-unparsed.ts';
import { coverSpans, type Known, secretSpans, spellings } from './scrub.ts';
import { isSecretHeader, secretKind } from './secret-members.ts';

export { isSecretHeader };

/** Characters of a body that are kept for display. A response of a megabyte is shown whole, as a tree. */
export const SHOWN_CHARACTERS = { request: 262_144, response: 1_100_000 } as const;

/** Above this a syntax tree takes longer than a person waits for a step; such bodies are masked by their looks. */
const LONGEST_TREE = SHOWN_CHARACTERS.response;

/** A secret that crosses the end of what is shown is still found when it is at most this much longer. */
const MARGIN = 65_536;

export interface BodyToRedact {
  readonly operation: string;
  readonly side: 'request' | 'response';
  /** The body as it travelled, decoded as UTF-8. */
  readonly text: string;
  /** Its bytes on the wire. */
  readonly bytes: number;
  /** The challenge being answered; `ANSWER` is shown only for those where it picks from a list. */
  readonly challengeName?: string | undefined;
  /** Secret values the host knows: masked wherever they turn up (six characters or more). */
  readonly known?: Known;
  /** Told what stands behind each mask that covers a whole value: a string as it is, anything else as JSON. */
  readonly masked?: (value: string) => void;
}

/**
 * The body with every secret replaced by its mask and every other character as it travelled. Members are judged by
 * name, values the host knows are found anywhere: Cognito repeats what was sent in its validation messages. What can't
 * be read as JSON is masked by its looks. Operations need no list of their own: a member's name means the same in all.
 */
export function redactBody(body: BodyToRedact): Body {
  const most = SHOWN_CHARACTERS[body.side];
  const forms = spellings(body.known ?? []);
  const tree =
    body.text.length <= LONGEST_TREE ? redactJson(body.text, forms, body.challengeName) : undefined;
  const text = tree?.text ?? redactUnparsed(body.text.slice(0, most + MARGIN), forms);
  const cut = body.text.length > most || text.length > most;
  const shown = cut ? text.slice(0, most) : text;
  const secrets = (tree?.secrets ?? []).filter((secret) => secret.end <= shown.length);
  for (const { value } of secrets) if (value !== undefined && value !== '') body.masked?.(value);
  return { text: shown, bytes: body.bytes, secrets: secrets.map((secret) => secret.spot), cut };
}

/** Headers as they travelled; values of credential headers hidden, known values and tokens hidden in all others. */
export function redactHeaders(headers: HeaderList, known: Known = []): HeaderList {
  const forms = spellings(known);
  return headers.map(([name, value]) =>
    isSecretHeader(name)
      ? [name, maskOf(value, 'short')]
      : [name, coverSpans(value, secretSpans(value, forms))],
  );
}

/** `ChallengeParameters` for display: SECRET_BLOCK and what sounds like a secret masked. */
export function redactParameters(
  parameters: Readonly<Record<string, string>>,
  known: Known = [],
): Record<string, string> {
  const forms = spellings(known);
  const covered = (text: string): string => coverSpans(text, secretSpans(text, forms));
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const kind = value === '' ? undefined : secretKind('plain', name, value, false);
      return [covered(name), kind ? maskOf(value, kind) : covered(value)];
    }),
  );
}

/** `text` with every known value (six characters or more) and everything that looks like a token dotted out. */
export function scrub(text: string, known: Known = []): string {
  return coverSpans(text, secretSpans(text, spellings(known)));
}

/**
 * The value at an RFC 6901 pointer: a string as it is, anything else as JSON. Undefined when there is none or the text
 * is not JSON.
 */
export function valueAt(text: string, pointer: string): string | undefined {
  return valuesIn(text)(pointer);
}

/** The same for many pointers into one text, which is read once. */
export function valuesIn(text: string): (pointer: string) => string | undefined {
  let parsed: JsonText | undefined;
  return (pointer) => {
    parsed ??= parseJsonText(text);
    if (!parsed.ok) return undefined;
    let value: JsonValue | undefined = parsed.value;
    for (const name of namesIn(pointer)) {
      if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
      else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      if (value === undefined) return undefined;
    }
    return asText(value);
  };
}

function namesIn(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
