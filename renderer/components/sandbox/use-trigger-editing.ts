import type { SandboxTrigger } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { computed, ref } from 'vue';
import { call } from '../../port.ts';
import { useTriggerDrafts } from '../../stores/trigger-drafts.ts';
import { announce } from '../../ui/announce.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import type { CodeProblem } from './code-view.ts';

/**
 * One trigger under the pen: its text, whether that is saved, and what the sandbox said against it.
 * @param changed hears all triggers of the pool after a change
 */
export function useTriggerEditing(
  userPoolId: () => string,
  trigger: () => SandboxTrigger,
  changed: (userPoolId: string, triggers: SandboxTrigger[]) => void,
) {
  const drafts = useTriggerDrafts();
  const refused = ref<{ readonly of: string; readonly text: string; readonly fault: Fault }>();
  const busy = ref(false);

  const draft = computed(() => drafts.textOf(userPoolId(), trigger().name));
  const text = computed(() => draft.value ?? trigger().source ?? '');
  const unsaved = computed(() => draft.value !== undefined);
  /** Stands until the text it is about changes. */
  const problem = computed((): CodeProblem | undefined => {
    const { of, text: sent, fault } = refused.value ?? {};
    if (fault === undefined || of !== `${userPoolId()}/${trigger().name}` || sent !== text.value)
      return undefined;
    const [, line] = /\bline (\d+)/i.exec(fault.detail) ?? [];
    return { line: line === undefined ? undefined : Number(line), text: fault.detail };
  });

  function type(typed: string): void {
    if (typed === trigger().source) drafts.drop(userPoolId(), trigger().name);
    else drafts.keep(userPoolId(), trigger().name, typed);
  }

  async function put(pool: string, name: string, source: string | null): Promise<Fault | undefined> {
    const result = await call('sandbox.setTrigger', { userPoolId: pool, trigger: name, source });
    if (!result.ok) return result.error;
    changed(pool, result.value);
    return undefined;
  }

  async function save(): Promise<void> {
    if (busy.value || !unsaved.value) return;
    const [pool, { name }, sent] = [userPoolId(), trigger(), text.value];
    busy.value = true;
    const fault = await put(pool, name, sent);
    busy.value = false;
    if (fault) {
      refused.value = { of: `${pool}/${name}`, text: sent, fault };
      return announce(fault.detail, 'assertive');
    }
    if (drafts.textOf(pool, name) === sent) drafts.drop(pool, name);
    announce(`${name} saved`);
  }

  function revert(): void {
    const [pool, { name }, lost] = [userPoolId(), trigger(), text.value];
    drafts.drop(pool, name);
    const run = (): void => drafts.keep(pool, name, lost);
    toast(`${name} is back at what is saved`, { action: { label: 'Undo', run } });
  }

  async function remove(): Promise<void> {
    const [pool, { name, source }, typed] = [userPoolId(), trigger(), draft.value];
    if (source === undefined) return;
    const fault = await put(pool, name, null);
    if (fault) return toastFault(fault);
    drafts.drop(pool, name);
    const run = async (): Promise<void> => {
      const again = await put(pool, name, source);
      if (typed !== undefined || again) drafts.keep(pool, name, typed ?? source);
      if (again) toastFault(again);
    };
    toast(`${name} removed`, { action: { label: 'Undo', run: () => void run() } });
  }

  return { text, unsaved, problem, busy, type, save, revert, remove };
}
