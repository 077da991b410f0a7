import type { CallPreview } from '@core/contract/service.ts';
import type { Fault } from '@core/form/form.ts';
import type { Structure } from '@core/form/shape.ts';
import type { JsonObject } from '@core/json.ts';
import { computed, onScopeDispose, ref, shallowReactive, shallowRef, watch } from 'vue';
import { call } from '../../port.ts';
import { edited, type History, historyOf, redone, rested, undone } from '../answer/edit-history.ts';
import { inOrder, type Path, realBody, shownBody, withAt } from './call-body.ts';

/** Where a call goes and what it is made from. */
export interface CallPlace {
  readonly operation: string;
  readonly targetId: string;
  readonly chainId?: string;
  readonly parentId?: string;
  /** A step that is sent again. */
  readonly from?: { readonly chainId: string; readonly stepId: string };
}

/** A request while it is made. Masks stand in it for what the page never had. */
export interface CallState {
  readonly body: JsonObject;
  /** Sent as it stands in place of `body`. */
  readonly raw?: string | undefined;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly secretHash: boolean;
}

/** Quiet for this long, then the preview is asked for. Milliseconds. */
const PAUSE = 150;

/** By place, while the window is open: looking at something else loses nothing that was typed. */
const kept = shallowReactive(new Map<string, History<CallState>>());

export function keyOf({ operation, targetId, chainId, parentId, from }: CallPlace): string {
  return [operation, targetId, chainId, parentId, from?.stepId].join('\n');
}

/** Forgets what was typed for a place once it has been sent. */
export function dropCall(place: CallPlace): void {
  kept.delete(keyOf(place));
}

export type CallDraft = ReturnType<typeof useCallDraft>;

/** A call while it is made: form and JSON are two sights of it, with one history of edits. */
export function useCallDraft(place: () => CallPlace, input: () => Structure, start: () => CallState) {
  const key = computed(() => keyOf(place()));
  const history = computed(() => kept.get(key.value) ?? historyOf(start()));
  const typed = computed(() => history.value.now);
  const shown = computed(() => shownBody(place().operation, typed.value.body));
  const preview = shallowRef<CallPreview>();
  const fault = shallowRef<Fault>();
  const stale = ref(true);
  /** Why the JSON can't be taken as it stands. */
  const problem = ref<string>();
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const request = computed(() => {
    const { body, raw, headers, secretHash } = typed.value;
    return {
      ...place(),
      body,
      ...(raw === undefined ? {} : { rawBody: raw }),
      ...(Object.keys(headers).length === 0 ? {} : { headers: { ...headers } }),
      ...(secretHash ? { secretHash } : {}),
    };
  });

  async function ask(): Promise<void> {
    const asked = ++latest;
    const result = await call('service.preview', request.value);
    if (asked !== latest) return;
    stale.value = false;
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) preview.value = result.value;
  }
  watch(
    () => JSON.stringify(request.value),
    () => {
      stale.value = true;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), PAUSE);
    },
  );
  watch(
    key,
    () => {
      preview.value = undefined;
      problem.value = undefined;
      clearTimeout(timer);
      void ask();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));

  function edit(kind: string, change: (before: CallState) => CallState): void {
    kept.set(key.value, edited(history.value, change(typed.value), kind, Date.now()));
  }
  const setBody = (kind: string, body: JsonObject): void =>
    edit(kind, (before) => ({ ...before, body: inOrder(body, input()) }));

  return {
    typed,
    shown,
    request,
    preview,
    fault,
    stale,
    problem,
    setAt: (path: Path, value: Parameters<typeof withAt>[2]): void =>
      setBody(`at ${path.join('.')}`, withAt(typed.value.body, path, value) as JsonObject),
    setBody: (body: JsonObject): void => setBody('body', body),
    /** @param typed the whole request as it was edited where it was shown masked */
    setShown: (typed: JsonObject): void =>
      edit('json', (before) => ({ ...before, body: realBody(typed, shown.value.body, before.body) })),
    setRaw: (raw: string | undefined): void => edit('raw', (before) => ({ ...before, raw })),
    setHeaders: (headers: CallState['headers']): void =>
      edit('headers', (before) => ({ ...before, headers })),
    setHash: (secretHash: boolean): void => edit('hash', (before) => ({ ...before, secretHash })),
    rest: (): void => void kept.set(key.value, rested(history.value)),
    undo: (): void => void kept.set(key.value, undone(history.value)),
    redo: (): void => void kept.set(key.value, redone(history.value)),
    reset: (): void => edit('reset', () => start()),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    changed: computed(() => JSON.stringify(typed.value) !== JSON.stringify(start())),
  };
}
