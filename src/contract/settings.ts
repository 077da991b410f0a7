import * as v from 'valibot';
import { command, none } from './command.ts';

/** How far the page may be zoomed, in percent. */
export const ZOOM_STEPS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

const NAMED =
  'enter|escape|tab|space|up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|f(?:[1-9]|1\\d|2[0-4])';

/**
 * A combination of keys as text: modifiers in this order, then one key by its name or by the sign it makes, in lower
 * case: `mod+shift+k`, `alt+up`, `?`. `mod` is Cmd on a Mac and Ctrl elsewhere; `ctrl` is a Mac's own Control.
 */
export const COMBINATION = new RegExp(
  `^(?:mod\\+)?(?:ctrl\\+)?(?:alt\\+)?(?:shift\\+)?(?:${NAMED}|[!-@[-\`a-z{-~])$`,
);

/** Ids of actions are the page's: one that is not known any more, or not yet, is kept and does nothing. */
const OwnKeys = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,59}$/)),
    v.union([v.literal(''), v.pipe(v.string(), v.maxLength(40), v.regex(COMBINATION))]),
  ),
  v.check((keys) => Object.keys(keys).length <= 500),
);

const entries = {
  theme: v.picklist(['system', 'dark', 'light']),
  /** `system` follows prefers-contrast and forced colours. */
  contrast: v.picklist(['system', 'normal', 'high']),
  /** `system` follows prefers-reduced-motion. */
  motion: v.picklist(['system', 'reduced']),
  /** Of the page, in percent. */
  zoom: v.picklist(ZOOM_STEPS),
  /** Action -> combination, for those a person changed; empty: the action has no key. */
  keys: OwnKeys,
};

export const SettingsSchema = v.object(entries);
export type Settings = Readonly<v.InferOutput<typeof SettingsSchema>>;

const SettingsChanges = v.strictObject({
  theme: v.exactOptional(entries.theme),
  contrast: v.exactOptional(entries.contrast),
  motion: v.exactOptional(entries.motion),
  zoom: v.exactOptional(entries.zoom),
  keys: v.exactOptional(entries.keys),
});

export const settingsCommands = {
  'settings.get': command(none).returns<Settings>(),
  /** Changes what is named and leaves the rest; `keys` replaces all of them. Told to everybody as settings.changed. */
  'settings.set': command(SettingsChanges).returns<Settings>(),
};
