import { parseJsonText, pointerTo } from '@core/chain/json-text.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';

/** All that a person typed, switched and changed for one request. Never changed in place: undo keeps the old ones. */
export interface DraftState {
  readonly inputs: Readonly<Record<string, string>>;
  readonly responses: Readonly<Record<string, JsonValue>>;
  readonly members: Readonly<Record<string, JsonValue | null>>;
  readonly headers: Readonly<Record<string, string | null>>;
  /** Pointer or `header:NAME` -> the name under which the host keeps the value. */
  readonly frozen: Readonly<Record<string, string>>;
  /** Whether it is to go by the administrator's operation, where that is not as usual. */
  readonly admin?: boolean | undefined;
  /** The whole body as text, in place of all above but headers. */
  readonly raw?: string | undefined;
  /** The JSON while it is edited there. */
  readonly json?: JsonEdit | undefined;
}

/** Text in the JSON editor and what it is an edit of: left as it was shown, a mask stands for the real value. */
export interface JsonEdit {
  readonly text: string;
  /** The body that was shown when the edit began. */
  readonly body: JsonObject;
  /** The state that body was composed from. */
  readonly start: DraftState;
}

export const emptyDraft: DraftState = { inputs: {}, responses: {}, members: {}, headers: {}, frozen: {} };

/** What an edit in the form makes of a state. */
export type Change = (state: DraftState) => DraftState;

/**
 * Applies an edit of the form. The JSON then follows the form again, unless it can't be read: then it waits to be
 * mended, and the edit counts for what it is mended to.
 */
export function editForm(state: DraftState, change: Change): DraftState {
  const { json, ...rest } = state;
  if (json === undefined || problemOf(json.text) === undefined) return change(rest);
  return { ...change(rest), json: { ...json, start: change(json.start) } };
}

/** Why a text can't be the body of a request, with line and column; undefined when it can. */
export function problemOf(text: string): string | undefined {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed.detail;
  return isJsonObject(parsed.value) ? undefined : 'Line 1, column 1: the request body must be a JSON object.';
}

export const withInput =
  (key: string, text: string): Change =>
  (state) => ({
    ...state,
    inputs: { ...state.inputs, [key]: text },
    responses: without(state.responses, key),
  });

/** The field shows again what it follows by itself. */
export const withoutInput =
  (key: string): Change =>
  (state) => ({ ...state, inputs: without(state.inputs, key), responses: without(state.responses, key) });

/** `null` leaves the key out; undefined gives it back to what is computed. */
export const withResponse =
  (key: string, value: JsonValue | undefined): Change =>
  (state) =>
    value === undefined
      ? { ...state, responses: without(state.responses, key) }
      : {
          ...state,
          responses: { ...state.responses, [key]: value },
          frozen: thawed(state.frozen, mapped(key)),
        };

export const withMember =
  (key: string, value: JsonValue | null | undefined): Change =>
  (state) =>
    value === undefined
      ? { ...state, members: without(state.members, key) }
      : {
          ...state,
          members: { ...state.members, [key]: value },
          frozen: thawed(state.frozen, [pointerTo('', key)]),
        };

export const withHeader =
  (name: string, value: string | null | undefined): Change =>
  (state) =>
    value === undefined
      ? { ...state, headers: without(state.headers, name) }
      : {
          ...state,
          headers: { ...state.headers, [name]: value },
          frozen: thawed(state.frozen, [`header:${name}`]),
        };

/** undefined: as usual. */
export const withAdmin =
  (admin: boolean | undefined): Change =>
  (state) => ({ ...state, admin });

/** Nothing is typed any more at the pointer, or `header:NAME`, of a computed value. */
export function withoutChange(pointer: string, key: string): Change {
  if (pointer.startsWith('header:')) return withHeader(key, undefined);
  return pointer === pointerTo('', key) ? withMember(key, undefined) : withResponse(key, undefined);
}

/** Keeps the value at a pointer, or `header:NAME`, as the host has it from now on; undefined lets it go. */
export const withFrozen =
  (pointer: string, name: string | undefined): Change =>
  (state) =>
    name === undefined
      ? { ...state, frozen: thawed(state.frozen, [pointer]) }
      : { ...state, frozen: { ...state.frozen, [pointer]: name } };

/** Gives every change by hand back; what was typed in fields stays. */
export const reset: Change = ({ inputs }) => ({ ...emptyDraft, inputs });

/** Whether anything but fields was touched. */
export function isChanged({ responses, members, headers, frozen, admin, raw }: DraftState): boolean {
  return (
    [responses, members, headers, frozen].some((map) => Object.keys(map).length > 0) ||
    admin !== undefined ||
    raw !== undefined
  );
}

function mapped(key: string): string[] {
  return ['/AuthParameters', '/ChallengeResponses', ''].map((map) => pointerTo(map, key));
}

function thawed(frozen: DraftState['frozen'], pointers: readonly string[]): DraftState['frozen'] {
  return Object.fromEntries(Object.entries(frozen).filter(([pointer]) => !pointers.includes(pointer)));
}

export function without<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([known]) => known !== key));
}
