import type { Fault } from '@core/form/form.ts';
import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { GALLERY, useScenarios } from '../../stores/scenarios.ts';
import { announce } from '../../ui/announce.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import type { ScenarioEditing } from './use-scenario-editing.ts';

/** Saving one scenario: into its file, or into a new one whose name is asked for; never over what others wrote unseen. */
export function useScenarioSaving(file: () => string, editing: ScenarioEditing) {
  const scenarios = useScenarios();
  const router = useRouter();
  const naming = ref(false);
  const nameFault = ref<Fault>();
  /** Somebody else changed the file meanwhile: whether to write over it is asked. */
  const conflict = ref(false);

  const isGallery = computed(() => file().startsWith(GALLERY));
  const isNew = computed(() => isGallery.value || editing.draft.value?.saved === undefined);
  /** The name that is proposed: the draft's own, or that of the gallery. */
  const proposed = computed(() =>
    isGallery.value ? scenarios.freeName(`${file().slice(GALLERY.length)}.yaml`) : file(),
  );

  async function save(): Promise<void> {
    if (isNew.value) {
      nameFault.value = undefined;
      naming.value = true;
      return;
    }
    await editing.settled();
    const fault = await scenarios.save(file());
    if (fault?.code === 'SCENARIO_FILE_CHANGED') conflict.value = true;
    else if (fault) toastFault(fault);
    else announce('Saved');
  }
  async function saveAs(name: string): Promise<void> {
    await editing.settled();
    if (scenarios.list.folder === undefined && !(await scenarios.chooseFolder())) return;
    const fault = await scenarios.save(file(), name);
    nameFault.value = fault;
    if (fault) return;
    naming.value = false;
    toast(`Saved as ${name}`);
    if (name !== file()) await router.replace({ name: 'scenarios', query: { file: name } });
  }
  async function saveOver(): Promise<void> {
    const fault = await scenarios.save(file(), file(), true);
    if (fault) toastFault(fault);
    else toast(`${file()} written over`);
  }
  /** Takes what stands in the file; what was typed can be had back. */
  async function reload(): Promise<void> {
    const lost = editing.text.value;
    const fault = await scenarios.reread(file());
    if (fault) return toastFault(fault);
    const run = (): void => scenarios.type(file(), lost);
    toast('The text is what stands in the file', { action: { label: 'Undo', run } });
  }
  async function remove(): Promise<void> {
    const [name, text, wasNew] = [file(), editing.text.value, isNew.value];
    if (!wasNew) {
      const fault = await scenarios.remove(name);
      if (fault) return toastFault(fault);
    }
    await router.push({ name: 'scenarios' });
    scenarios.drop(name);
    const run = (): void => {
      scenarios.begin(name, text);
      void router.push({ name: 'scenarios', query: { file: name } });
    };
    toast(wasNew ? 'Discarded' : `${name} removed`, { action: { label: 'Undo', run } });
  }

  return { naming, nameFault, conflict, isGallery, isNew, proposed, save, saveAs, saveOver, reload, remove };
}
