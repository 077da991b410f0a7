import type { Chain } from '@core/chain/model.ts';
import type { FileKind } from '@core/contract/files.ts';
import { call } from '../../port.ts';
import { useSettings } from '../../stores/settings.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { paintPng } from './paint-png.ts';

/** A chain's pictures that leave the window; secrets are masked in them as they are in the window. */
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

  // The drawing code is fetched when it is first asked for: a start without an export pays nothing for it.
  async function drawn(): Promise<string> {
    const made = chain();
    const theme = isDark() ? 'dark' : 'light';
    if (timeline()) {
      const [{ timelineOf }, { timelineSvg }] = await Promise.all([
        import('@core/chain/picture/timeline.ts'),
        import('@core/chain/picture/timeline-svg.ts'),
      ]);
      return timelineSvg(made, timelineOf(made, Date.now()), theme);
    }
    const [{ graphOf }, { graphSvg }] = await Promise.all([
      import('@core/chain/picture/graph.ts'),
      import('@core/chain/picture/graph-svg.ts'),
    ]);
    return graphSvg(made, graphOf(made, Date.now()), theme);
  }
  async function mermaidText(): Promise<string> {
    const { mermaidOf } = await import('@core/chain/picture/mermaid.ts');
    return mermaidOf(chain(), Date.now());
  }

  async function save(kind: FileKind, data: string): Promise<void> {
    const { username, flow } = chain();
    const suggestedName = [username || flow, timeline() && kind !== 'mermaid' ? 'timeline' : 'graph'].join(
      ' ',
    );
    const result = await call('file.save', { suggestedName, kind, data });
    if (!result.ok) toastFault(result.error);
    else if (result.value) toast(`Saved as ${result.value.name}`);
  }

  return {
    svg: async () => save('svg', await drawn()),
    async png(scale) {
      const svg = await drawn();
      const data = await paintPng(svg, scale).catch(() => '');
      if (data === '')
        toastFault({ code: 'FILE_NOT_PNG', detail: 'The picture could not be painted. Export it as SVG.' });
      else await save('png', data);
    },
    mermaid: async () => save('mermaid', await mermaidText()),
    async copyMermaid() {
      const result = await call('clipboard.write', { text: await mermaidText() });
      if (result.ok) toast('Chain copied as Mermaid');
      else toastFault(result.error);
    },
  };
}
