import type { Fault } from '@core/form/form.ts';
import { ref } from 'vue';
import { announce } from './announce.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'failed' | 'guard' | 'info';
  readonly text: string;
  /** AWS's or our code, mono, for failures. */
  readonly code?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const toasts = ref<Toast[]>([]);
let next = 1;

/** Shows a short message at the edge and says it aloud. Failures stay until closed; others go after 5 s. */
export function toast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
  const shown: Toast = { tone: 'ok', ...options, id: next++, text };
  toasts.value = [...toasts.value.slice(-3), shown];
  announce(text, shown.tone === 'failed' ? 'assertive' : 'polite');
  if (shown.tone !== 'failed') setTimeout(() => closeToast(shown.id), 5_000);
}

/** A command that failed: its own words, with the code. */
export function toastFault(fault: Fault): void {
  toast(fault.detail, { tone: 'failed', code: fault.code });
}

/** Does what a message offers, and closes it. */
export function actOn(shown: Toast | undefined): void {
  if (shown === undefined) return;
  shown.action?.run();
  closeToast(shown.id);
}

export function closeToast(id: number): void {
  toasts.value = toasts.value.filter((shown) => shown.id !== id);
}
