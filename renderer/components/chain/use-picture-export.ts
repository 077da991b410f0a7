import type { Chain } from '@core/chain/model.ts';
import type { FileKind } from '@core/contract/files.ts';
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

  /** Undefined: a secret would have stood in it, and the person was told where. */
  async function textOf(picture: PictureKind): Promise<string | undefined> {
    const theme = isDark() ? 'dark' : 'light';
    const result = await call('chain.picture', { chainId: chain().id, picture, theme });
    if (result.ok) return result.value.text;
    toastFault(result.error);
    return undefined;
  }

  /** Named by its flow: everyone who is handed the file sees its name. */
  async function save(kind: FileKind, data: string | undefined): Promise<void> {
    if (data === undefined) return;
    const suggestedName = `${chain().flow} ${kind === 'mermaid' ? 'graph' : shown()}`;
    const result = await call('file.save', { suggestedName, kind, data });
    if (!result.ok) toastFault(result.error);
    else if (result.value) toast(`Saved as ${result.value.name}`);
  }

  return {
    svg: async () => save('svg', await textOf(shown())),
    async png(scale) {
      const svg = await textOf(shown());
      if (svg === undefined) return;
      const data = await paintPng(svg, scale).catch(() => '');
      if (data === '')
        toastFault({ code: 'FILE_NOT_PNG', detail: 'The picture could not be painted. Export it as SVG.' });
      else await save('png', data);
    },
    mermaid: async () => save('mermaid', await textOf('mermaid')),
    async copyMermaid() {
      const text = await textOf('mermaid');
      if (text === undefined) return;
      const result = await call('clipboard.write', { text });
      if (result.ok) toast('Chain copied as Mermaid');
      else toastFault(result.error);
    },
  };
}
