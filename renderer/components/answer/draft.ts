import { parseJsonText } from '@core/chain/json-text.ts';
import type { Answer, Preview } from '@core/contract.ts';
import type { Fault, Field } from '@core/form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import { computed, onScopeDispose, ref, shallowReactive, shallowRef, watch } from 'vue';
import { call } from '../../port.ts';
import {
  type Change,
  type DraftState,
  editForm,
  emptyDraft,
  isChanged,
  problemOf,
  reset,
  withAdmin,
  withFrozen,
  withHeader,
  withInput,
  withMember,
  withoutChange,
  withoutInput,
  withResponse,
} from './draft-state.ts';
import { amended, edited, type History, historyOf, redone, rested, undone } from './edit-history.ts';
import { answerFromBody, jsonText } from './json-answer.ts';

/** What an answer is for: decides which request is composed and which draft is kept. */
export interface DraftPlace {
  /** Drafts are kept by it while the window is open: looking at another chain loses nothing typed. */
  readonly key: string;
  readonly targetId: string;
  readonly chainId?: string;
  readonly parentId?: string;
  /** The flow or challenge, AWS's name. */
  readonly name: string;
  readonly fields: readonly Field[];
  /** True for an operation beside the sign-in: `name` is its. */
  readonly beside?: boolean;
  /** Whether nobody looks at the request: it is not asked for until somebody does. */
  readonly unseen?: boolean;
  /** A beginning as administrator. */
  readonly admin?: boolean;
  /** For an answer: whether an administrator's operation asked. It goes the same way unless that is switched over. */
  readonly askedByAdmin?: boolean;
}

/** A preview and what it was composed from. */
export interface Composed {
  readonly preview: Preview;
  readonly body: JsonObject;
  readonly state: DraftState;
}

/** Quiet for this long, then the preview is asked for. Milliseconds. */
const PAUSE = 150;

const kept = shallowReactive(new Map<string, History<DraftState>>());

/** Forgets what was typed for a place, once it has been sent or its chain is gone. */
export function dropDraft(key: string): void {
  kept.delete(key);
}

/** Forgets what was typed for every place below: all names a challenge was answered under. */
export function dropDraftsBelow(place: string): void {
  for (const key of kept.keys()) if (key.startsWith(`${place}/`)) kept.delete(key);
}

/** Forgets what was typed for a place after it was sent, but for what is frozen there: that is for the next time, too. */
export function clearDraft(key: string): void {
  const frozen = kept.get(key)?.now.frozen ?? {};
  if (Object.keys(frozen).length === 0) kept.delete(key);
  else kept.set(key, historyOf({ ...emptyDraft, frozen }));
}

/** Fills in a place: what was typed there before gives way, and can be gone back to. */
export function fillDraft(
  key: string,
  {
    inputs,
    responses = {},
    members = {},
    headers = {},
    admin,
    frozen = {},
    rawBody,
  }: Pick<Answer, 'inputs'> & Partial<Answer>,
): void {
  const filled = { ...emptyDraft, inputs, responses, members, headers, admin, frozen, raw: rawBody };
  const before = kept.get(key);
  kept.set(key, before === undefined ? historyOf(filled) : edited(before, filled, 'filled', Date.now()));
}

/** Takes what was typed in fields along to a place where nothing was typed yet. */
export function carryDraft(from: string, to: string): void {
  const inputs = kept.get(from)?.now.inputs;
  if (inputs !== undefined && !kept.has(to)) fillDraft(to, { inputs });
}

/** The place of an answer to a challenge of a chain. */
export function answerPlace(chainId: string, parentId: string, name: string): string {
  return `${chainId}/${parentId}/${name}`;
}

/** The place of a chain that has not started. */
export function startPlace(targetId: string, flow: string, admin = false): string {
  return `start/${targetId}/${admin ? 'admin/' : ''}${flow}`;
}

export type Draft = ReturnType<typeof useDraft>;

/**
 * An answer while it is made: what was typed, what was changed by hand, and the request it would send now. The form and
 * the JSON are two sights of it, with one history of edits.
 */
export function useDraft(place: () => DraftPlace) {
  const history = computed(() => kept.get(place().key) ?? historyOf(emptyDraft));
  const typed = computed(() => history.value.now);
  /** Codes that fields follow by themselves until something is typed in them. */
  const live = shallowRef<Readonly<Record<string, string>>>({});

  const answer = computed<Answer>(() => {
    const { inputs, responses, members, headers, frozen, raw } = typed.value;
    const admin = typed.value.admin ?? place().admin;
    const followed = place()
      .fields.filter(({ key }) => isFollowing(key))
      .map(({ key }) => [key, live.value[key] ?? ''] as const);
    const filled = [...followed, ...Object.entries(inputs)].filter(([, text]) => text !== '');
    return {
      name: place().name,
      ...(admin === undefined ? {} : { admin }),
      inputs: Object.fromEntries(filled),
      responses: { ...responses },
      members: { ...members },
      ...(Object.keys(headers).length > 0 ? { headers: { ...headers } } : {}),
      ...(Object.keys(frozen).length > 0 ? { frozen: { ...frozen } } : {}),
      ...(raw === undefined ? {} : { rawBody: raw }),
    };
  });

  const composed = shallowRef<Composed>();
  const fault = shallowRef<Fault>();
  const stale = ref(true);
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function preview(): Promise<void> {
    const { targetId, chainId, parentId, beside, unseen = false } = place();
    if (unseen) return;
    const asked = ++latest;
    const state = typed.value;
    const result = await call('request.preview', {
      targetId,
      answer: answer.value,
      ...(chainId === undefined ? {} : { chainId }),
      ...(parentId === undefined ? {} : { parentId }),
      ...(beside === undefined ? {} : { beside }),
    });
    if (asked !== latest) return;
    stale.value = false;
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) composed.value = { preview: result.value, body: result.value.body, state };
  }

  watch(
    () => [place().key, place().unseen].join(' '),
    () => {
      composed.value = undefined;
      stale.value = true;
      clearTimeout(timer);
      void preview();
    },
    { immediate: true },
  );
  watch(
    () => JSON.stringify(answer.value),
    () => {
      stale.value = true;
      clearTimeout(timer);
      timer = setTimeout(() => void preview(), PAUSE);
    },
  );
  onScopeDispose(() => {
    latest += 1;
    clearTimeout(timer);
  });

  function keep(next: History<DraftState>): void {
    kept.set(place().key, next);
  }
  function edit(kind: string, change: Change): void {
    const next = editForm(typed.value, change);
    keep(edited(history.value, next, kind, Date.now()));
  }

  function isFollowing(key: string): boolean {
    const { inputs, responses, members } = typed.value;
    if (place().beside && Object.hasOwn(members, key)) return false;
    const follows = live.value[key] !== undefined;
    return follows && !Object.hasOwn(inputs, key) && !Object.hasOwn(responses, key);
  }

  /** What a field shows: its text, or what was put in its place in the JSON, or the code it follows. */
  function valueOf(key: string): string {
    const { inputs, responses, members } = typed.value;
    // An operation has its fields as members.
    if (place().beside && Object.hasOwn(members, key)) return ownText(members, key) ?? '';
    return ownText(responses, key) ?? ownText(inputs, key) ?? live.value[key] ?? '';
  }

  /** A field of an operation gives back what was put in its place in the JSON. */
  const ofMembers = (key: string): Change => (place().beside ? withMember(key, undefined) : (state) => state);

  /** Takes over what the edited JSON says; `base` is what the edit began from. */
  function setJson(text: string, base: { readonly body: JsonObject; readonly state: DraftState }): void {
    const start = typed.value.json?.start ?? base.state;
    const body = typed.value.json?.body ?? base.body;
    const parsed = parseJsonText(text);
    const json = { text, body, start };
    if (!parsed.ok || !isJsonObject(parsed.value)) {
      keep(edited(history.value, { ...typed.value, json }, 'json', Date.now()));
      return;
    }
    const made = answerFromBody(parsed.value, { body, answer: start }, place().fields);
    let next: DraftState = { ...start, inputs: { ...start.inputs, ...made.inputs } };
    // One by one, so that what is typed over is not frozen any more.
    for (const [key, value] of changes(made.responses, start.responses))
      next = withResponse(key, value)(next);
    for (const [key, value] of changes(made.members, start.members)) next = withMember(key, value)(next);
    keep(edited(history.value, { ...next, json }, 'json', Date.now()));
  }

  /** The JSON shows what the form says again, once it can be read. Nothing to undo: the request stays the same. */
  function settleJson(): void {
    const { json, ...rest } = typed.value;
    if (json !== undefined && problemOf(json.text) === undefined) keep(amended(history.value, rest));
  }

  return {
    typed,
    answer,
    composed,
    fault,
    stale,
    changed: computed(() => isChanged(typed.value)),
    /** Why the JSON can't be taken over as it stands. */
    problem: computed(() => typed.value.json && problemOf(typed.value.json.text)),
    valueOf,
    isFollowing,
    setInput: (key: string, text: string) =>
      edit(`input:${key}`, (state) => withInput(key, text)(ofMembers(key)(state))),
    /** Gives a field back to the code it follows. */
    follow: (key: string) => edit(`follow:${key}`, (state) => withoutInput(key)(ofMembers(key)(state))),
    /** The codes of now, by field. */
    setLive: (codes: Readonly<Record<string, string>>) => void (live.value = codes),
    /** `null` leaves the key out; undefined gives it back to what is computed. */
    setResponse: (key: string, value: JsonValue | undefined) =>
      edit(`response:${key}`, withResponse(key, value)),
    setMember: (key: string, value: JsonValue | null | undefined) =>
      edit(`member:${key}`, withMember(key, value)),
    setHeader: (name: string, value: string | null | undefined) =>
      edit(`header:${name}`, withHeader(name, value)),
    /** For an answer: whether an administrator's operation asked it. */
    askedByAdmin: computed(() => place().askedByAdmin),
    /** By which family of operations it goes from now on. */
    setAdmin: (admin: boolean) =>
      edit('admin', withAdmin(admin === (place().askedByAdmin ?? false) ? undefined : admin)),
    /** Several changes that are one edit. */
    edit,
    /** Keeps the computed value at a pointer, or `header:NAME`, as it is now, in the host. */
    freeze: (pointer: string, key: string) =>
      edit(`freeze:${pointer}`, (state) =>
        withFrozen(pointer, freezeName())(withoutChange(pointer, key)(state)),
      ),
    /** Gives it back to what is computed afresh. */
    compute: (pointer: string, key: string) =>
      edit(`compute:${pointer}`, (state) =>
        withFrozen(pointer, undefined)(withoutChange(pointer, key)(state)),
      ),
    /** Sends this text as the body; what the JSON held is in it. */
    setRaw: (raw: string) =>
      keep(edited(history.value, { ...typed.value, raw, json: undefined }, 'raw', Date.now())),
    endRaw: () => edit('raw off', ({ raw: _raw, ...state }) => state),
    setJson,
    settleJson,
    /** Gives the JSON's text up that can't be read. */
    restoreJson: () =>
      keep(edited(history.value, { ...typed.value, json: undefined }, 'restore', Date.now())),
    /** Takes over a whole body. */
    setBody: (body: JsonObject) => composed.value && setJson(jsonText(body), composed.value),
    reset: () => keep(edited(history.value, reset(typed.value), 'reset', Date.now())),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    undo: () => keep(undone(history.value)),
    redo: () => keep(redone(history.value)),
    /** The focus moved on: what is typed next is an edit of its own. */
    rest: () => history.value.burst && keep(rested(history.value)),
    refresh: () => void preview(),
  };
}

/** Never the same twice: the host keeps a value under it. */
function freezeName(): string {
  return `kept-${[...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('-')}`;
}

/** Keys whose value is another now, with the value; undefined where the change was given up. */
function changes<T>(
  now: Readonly<Record<string, T>>,
  before: Readonly<Record<string, T>>,
): (readonly [string, T | undefined])[] {
  return [...new Set([...Object.keys(now), ...Object.keys(before)])]
    .map((key) => [key, Object.hasOwn(now, key) ? now[key] : undefined] as const)
    .filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value);
}

function ownText(texts: Readonly<Record<string, JsonValue | null>>, key: string): string | undefined {
  if (!Object.hasOwn(texts, key)) return undefined;
  const text = texts[key];
  return typeof text === 'string' ? text : text === null || text === undefined ? '' : JSON.stringify(text);
}
