import type { Chain } from '@core/chain/model.ts';
import type { PictureKind } from '@core/contract/handover.ts';
import { call } from '../../port.ts';
import { useSettings } from '../../stores/settings.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { paintPng } from './paint-png.ts';

/** A chain's pictures that leave the window: with other names and without secrets, like every file of a chain. */
export interface PictureExport {
  svg(): Promise<void>;
  /** @param scale 1 or 2: pixels to a pixel of the picture */
  png(scale: number): Promise<void>;
  mermaid(): Promise<void>;
  copyMermaid(): Promise<void>;
}

/** @param timeline whether the picture on screen is the timeline; else the graph is exported */
export function usePictureExport(chain: () => Chain, timeline: () => boolean): PictureExport {
  const settings = useSettings();

  function isDark(): boolean {
    if (settings.theme !== 'system') return settings.theme === 'dark';
    return window.matchMedia('(prefers-color-scheme: dark)').matches;
  }

  const shown = (): PictureKind => (timeline() ? 'timeline' : 'graph');

  const look = (picture: PictureKind) =>
    ({ chainId: chain().id, picture, theme: isDark() ? 'dark' : 'light' }) as const;

  /** Undefined: a secret would have stood in it, and the person was told where. */
  async function textOf(picture: PictureKind): Promise<string | undefined> {
    const result = await call('chain.picture', look(picture));
    if (result.ok) return result.value.text;
    toastFault(result.error);
    return undefined;
  }

  /** The host makes the file, and asks where it goes. @param painted of a PNG, in base64 */
  async function save(picture: PictureKind, painted?: string): Promise<void> {
    const png = painted === undefined ? {} : { png: painted };
    const result = await call('picture.save', { ...look(picture), ...png });
    if (!result.ok) toastFault(result.error);
    else if (result.value) toast(`Saved as ${result.value.name}`);
  }

  return {
    svg: () => save(shown()),
    async png(scale) {
      const picture = shown();
      const svg = await textOf(picture);
      if (svg === undefined) return;
      const data = await paintPng(svg, scale).catch(() => '');
      if (data === '')
        toastFault({ code: 'FILE_NOT_PNG', detail: 'The picture could not be painted. Export it as SVG.' });
      else await save(picture, data);
    },
    mermaid: () => save('mermaid'),
    async copyMermaid() {
      const text = await textOf('mermaid');
      if (text === undefined) return;
      const result = await call('clipboard.write', { text });
      if (result.ok) toast('Chain copied as Mermaid');
      else toastFault(result.error);
    },
  };
}
