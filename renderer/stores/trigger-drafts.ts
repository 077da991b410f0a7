import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Sources of triggers that were typed and not saved. They outlive the pane, not the window. */
export const useTriggerDrafts = defineStore('trigger-drafts', () => {
  const texts = ref<Readonly<Record<string, string>>>({});
  const keyOf = (userPoolId: string, trigger: string): string => `${userPoolId}/${trigger}`;

  function textOf(userPoolId: string, trigger: string): string | undefined {
    return texts.value[keyOf(userPoolId, trigger)];
  }
  function keep(userPoolId: string, trigger: string, text: string): void {
    texts.value = { ...texts.value, [keyOf(userPoolId, trigger)]: text };
  }
  function drop(userPoolId: string, trigger: string): void {
    const { [keyOf(userPoolId, trigger)]: _gone, ...rest } = texts.value;
    texts.value = rest;
  }

  return { textOf, keep, drop };
});
