import { ref } from 'vue';

/** What the live regions say; UiLive.vue, once in the App, reads them. */
export const spoken = ref({ polite: '', assertive: '' });

/**
 * Tells screen readers a result that is only seen otherwise: a step's outcome, a copy, a saved target.
 * @param urgency `assertive` interrupts: for failures only.
 */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  // The same words twice must be read twice: a change of the text is what triggers reading.
  const again = spoken.value[urgency] === text ? '\u00a0' : '';
  spoken.value = { ...spoken.value, [urgency]: text + again };
}
