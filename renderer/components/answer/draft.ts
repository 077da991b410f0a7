import type { Answer, Preview } from '@core/contract.ts';
import type { Fault, Field } from '@core/form/form.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { call } from '../../port.ts';
import { answerFromBody, type Basis } from './json-answer.ts';

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
}

interface Typed {
  inputs: Record<string, string>;
  responses: Record<string, JsonValue>;
  members: Record<string, JsonValue | null>;
}

/** A preview and the answer it was composed from. */
interface Composed extends Basis {
  readonly preview: Preview;
}

/** Quiet for this long, then the preview is asked for. Milliseconds. */
const PAUSE = 150;

const kept = reactive(new Map<string, Typed>());

/** Forgets what was typed for a place, once it has been sent or its chain is gone. */
export function dropDraft(key: string): void {
  kept.delete(key);
}

/** Fills in a place before it is shown: what was typed there before gives way. */
export function fillDraft(
  key: string,
  inputs: Readonly<Record<string, string>>,
  { responses, members }: Pick<Answer, 'responses' | 'members'> = { responses: {}, members: {} },
): void {
  kept.set(key, {
    inputs: { ...inputs },
    responses: { ...responses } as Typed['responses'],
    members: { ...members },
  });
}

/** The place of an answer to a challenge of a chain. */
export function answerPlace(chainId: string, parentId: string, name: string): string {
  return `${chainId}/${parentId}/${name}`;
}

/** The place of a chain that has not started. */
export function startPlace(targetId: string, flow: string): string {
  return `start/${targetId}/${flow}`;
}

export type Draft = ReturnType<typeof useDraft>;

/**
 * An answer while it is made: what was typed, what was changed by hand, and the request it would send now. The form and
 * the JSON are two sights of it.
 */
export function useDraft(place: () => DraftPlace) {
  const typed = computed<Typed>(() => {
    const { key } = place();
    const known = kept.get(key);
    if (known) return known;
    kept.set(key, { inputs: {}, responses: {}, members: {} });
    return kept.get(key) ?? { inputs: {}, responses: {}, members: {} };
  });

  const answer = computed<Answer>(() => ({
    name: place().name,
    inputs: Object.fromEntries(Object.entries(typed.value.inputs).filter(([, text]) => text !== '')),
    responses: { ...typed.value.responses },
    members: { ...typed.value.members },
  }));

  const composed = shallowRef<Composed>();
  const fault = shallowRef<Fault>();
  const stale = ref(true);
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function preview(): Promise<void> {
    const asked = ++latest;
    const { targetId, chainId, parentId } = place();
    const given = answer.value;
    const result = await call('request.preview', {
      targetId,
      answer: given,
      ...(chainId === undefined ? {} : { chainId }),
      ...(parentId === undefined ? {} : { parentId }),
    });
    if (asked !== latest) return;
    stale.value = false;
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) composed.value = { preview: result.value, body: result.value.body, answer: given };
  }

  watch(
    () => place().key,
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

  /** What a field shows: its text, or what was put in its place in the JSON. */
  function valueOf(key: string): string {
    return ownText(typed.value.responses, key) ?? ownText(typed.value.inputs, key) ?? '';
  }

  function setInput(key: string, text: string): void {
    typed.value.inputs[key] = text;
    delete typed.value.responses[key];
  }

  /** `null` leaves the key out; undefined gives it back to what is computed. */
  function setResponse(key: string, text: string | null | undefined): void {
    if (text === undefined) delete typed.value.responses[key];
    else typed.value.responses[key] = text;
  }

  function setMember(key: string, value: JsonValue | null | undefined): void {
    if (value === undefined) delete typed.value.members[key];
    else typed.value.members[key] = value;
  }

  /** Takes over what the edited JSON says. */
  function setBody(body: JsonObject): void {
    if (!composed.value) return;
    const edited = answerFromBody(body, composed.value, place().fields);
    Object.assign(typed.value.inputs, edited.inputs);
    typed.value.responses = { ...edited.responses };
    typed.value.members = { ...edited.members };
  }

  /** Gives every hand-made change back; what was typed in fields stays. */
  function reset(): void {
    typed.value.responses = {};
    typed.value.members = {};
  }

  const changed = computed(
    () => Object.keys(typed.value.responses).length + Object.keys(typed.value.members).length > 0,
  );

  return {
    typed,
    answer,
    composed,
    fault,
    stale,
    changed,
    valueOf,
    setInput,
    setResponse,
    setMember,
    setBody,
    reset,
    refresh: () => void preview(),
  };
}

function ownText(texts: Readonly<Record<string, JsonValue>>, key: string): string | undefined {
  // Read first: Vue does not notice Object.hasOwn, and a field must be drawn again when its key appears.
  const text = texts[key];
  if (!Object.hasOwn(texts, key)) return undefined;
  return typeof text === 'string' ? text : text === null || text === undefined ? '' : JSON.stringify(text);
}
