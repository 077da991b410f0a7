import { onBeforeUnmount, onMounted } from 'vue';

/** Runs once a component is there, and whenever the focus has gone elsewhere, as long as it is. */
export function onFocusMoved(look: () => void): void {
  // The new focus is known after the event of the old one's end.
  const later = (): void => void setTimeout(look);
  onMounted(() => {
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', later);
    look();
  });
  onBeforeUnmount(() => {
    document.removeEventListener('focusin', look);
    document.removeEventListener('focusout', later);
  });
}
