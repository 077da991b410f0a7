import { likelySettings } from '@core/sandbox/settings.ts';
import type { StateNote } from './state-note.ts';

/** What of a running sandbox may be otherwise than usual, as its control API tells it. */
export interface Began {
  readonly clock: { readonly now: string; readonly offsetSeconds: number; readonly frozen: boolean };
  readonly faults: { readonly rules: readonly { readonly text: string }[] };
  readonly settings: {
    readonly settings: Readonly<Record<string, boolean | number | string>>;
    readonly statusProfile: string;
  };
  /** Absent: nothing is kept. */
  readonly state?: StateNote;
}

const USUAL_PROFILE = 'wire';

/** One line for everything that is not as usual: whoever gave a flag sees that it was understood. */
export function beganText(began: Began): string[] {
  const { clock, faults, settings, state } = began;
  const usual: Readonly<Record<string, unknown>> = { ...likelySettings };
  const changed = Object.entries(settings.settings).filter(([name, value]) => value !== usual[name]);
  return [
    ...clockText(clock),
    ...(state === undefined ? [] : [state.says]),
    ...faults.rules.map(({ text }) => `Fault rule: ${text}`),
    ...changed.map(([name, value]) => `Setting: ${name}=${String(value)} (usually ${String(usual[name])})`),
    ...(settings.statusProfile === USUAL_PROFILE
      ? []
      : [`Status profile: ${settings.statusProfile} (usually ${USUAL_PROFILE})`]),
  ];
}

function clockText({ now, offsetSeconds, frozen }: Began['clock']): string[] {
  if (frozen) return [`Clock: stands still at ${now}`];
  return offsetSeconds === 0 ? [] : [`Clock: set to ${now}, and goes on from there`];
}
