import type { Body } from '../chain/event.ts';
import { parseJsonText } from '../chain/json-text.ts';
import { redactBody, type BodyToRedact } from '../chain/redact.ts';
import { coreFault } from '../form/form.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { MaskedValue } from './held.ts';

/** A body that is sent as text. */
export interface RawBody {
  /** As it goes out, real values in place of their masks. */
  readonly text: string;
  /** As it was typed, masks standing. */
  readonly typed: string;
  /** What it holds, when it is a JSON object. */
  readonly body?: JsonObject;
  /** Where reading it as JSON stops, when it does. */
  readonly problem?: string;
  /** The values that were put in. */
  readonly filled: readonly string[];
}

/** What masks look like (mask.ts): dots or four characters, then the length. */
const MASK = /(?:••••••|[\w+/=.-]{4}…) [\d,]+ chars|••••••/g;
const ONLY_A_MASK = new RegExp(`^(?:${MASK.source})$`);
/** Whether a text is a mask and nothing else. */
export function isMask(text: string): boolean {
  return ONLY_A_MASK.test(text);
}
/** Too short to be found again wherever it turns up. */
const SHORTEST_KNOWN = 6;

/**
 * Puts the real values in place of the masks: under its own key a mask stands for the newest value shown there,
 * anywhere else for the one value it was shown for.
 * @throws CoreFault RAW_MASK_UNCLEAR where a mask stands for several values, or for none that is known
 */
export function rawBodyOf(typed: string, known: readonly MaskedValue[]): RawBody {
  const filled: string[] = [];
  const text = typed.replaceAll(MASK, (mask, at: number) => {
    const value = valueBehind(mask, nameBefore(typed, at), known);
    filled.push(value);
    return JSON.stringify(value).slice(1, -1);
  });
  const parsed = parseJsonText(text);
  const about = { text, typed, filled };
  if (!parsed.ok) return { ...about, problem: parsed.detail };
  return isJsonObject(parsed.value)
    ? { ...about, body: parsed.value }
    : { ...about, problem: 'Line 1, column 1: the request body must be a JSON object.' };
}

/**
 * The body for display. Where it can't be read as JSON, masking by names and looks could miss a value that was put in:
 * there the text is shown as it was typed.
 */
export function shownRaw(raw: RawBody, about: Omit<BodyToRedact, 'text' | 'bytes' | 'side'>): Body {
  const plain = raw.body !== undefined && raw.filled.every((value) => value.length >= SHORTEST_KNOWN);
  return redactBody({
    ...about,
    side: 'request',
    text: plain ? raw.text : raw.typed,
    bytes: new TextEncoder().encode(raw.text).length,
    known: [...(about.known ?? []), ...raw.filled],
  });
}

function valueBehind(mask: string, name: string | undefined, known: readonly MaskedValue[]): string {
  const candidates = known.filter((candidate) => candidate.mask === mask);
  const own = candidates.find((candidate) => candidate.name === name);
  if (own !== undefined) return own.value;
  const values = new Set(candidates.map((candidate) => candidate.value));
  const [only] = values;
  if (values.size === 1 && only !== undefined) return only;
  const where = name === undefined ? 'A mask' : `The mask under ${name.slice(0, 60)}`;
  throw coreFault(
    'RAW_MASK_UNCLEAR',
    values.size === 0
      ? `${where} stands for no value that is still known. Write the value itself, or begin the raw text again.`
      : `${where} could stand for ${values.size} values. Write the value itself, or give the mask its own key.`,
    name ?? 'rawBody',
  );
}

/** The name that a text begins after, as JSON writes it, though its colon may be missing. */
function nameBefore(text: string, at: number): string | undefined {
  return /"([^"\\]*)"\s*:?\s*"?$/.exec(text.slice(Math.max(0, at - 300), at))?.[1];
}
