import { ref, watch } from 'vue';
import type { Ref } from 'vue';

const PREFIX = 'countersign.layout.';

/**
 * A ref that survives a restart: for the layout only (pane sizes, open tabs), never for anything a host knows.
 * @param name unique within the window
 */
export function remembered(name: string, initial: boolean): Ref<boolean>;
export function remembered(name: string, initial: number): Ref<number>;
export function remembered<T extends string>(name: string, initial: T): Ref<T>;
export function remembered(name: string, initial: string | number | boolean): Ref<string | number | boolean> {
  const value = ref(read(name, initial));
  watch(value, (next) => {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
    } catch {
      // A full or forbidden store costs the memory of a pane's size, nothing else.
    }
  });
  return value;
}

function read<T>(name: string, initial: T): T {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
    return typeof stored === typeof initial ? (stored as T) : initial;
  } catch {
    return initial;
  }
}
