import { type Chain, chainOf } from '../../chain/model.ts';
import { graphOf } from '../../chain/picture/graph.ts';
import { graphSvg } from '../../chain/picture/graph-svg.ts';
import { mermaidOf } from '../../chain/picture/mermaid.ts';
import { timelineOf } from '../../chain/picture/timeline.ts';
import { timelineSvg } from '../../chain/picture/timeline-svg.ts';
import type { ExportTheme } from '../../chain/picture/theme.ts';
import type { PictureKind } from '../../contract/handover.ts';
import type { ExportFormat, ExportInput } from './format.ts';

/** The picture of a chain as a file: drawn by the code that draws it in the window. */
function picture(
  about: Pick<ExportFormat, 'id' | 'title' | 'extension' | 'says'>,
  draw: (chain: Chain, now: number) => string,
): ExportFormat {
  return {
    ...about,
    unredacted: false,
    single: true,
    write: async (input) => new TextEncoder().encode(draw(onlyChain(input), input.exportedAt)),
  };
}

function onlyChain({ chains }: ExportInput): Chain {
  const chain = chainOf(chains[0]?.events ?? []);
  if (chain === undefined) throw new Error('A picture needs a chain that begins.');
  return chain;
}

function graphIn(theme: ExportTheme): ExportFormat {
  return picture(
    { id: 'svg', title: 'Graph as SVG', extension: 'svg', says: 'The graph of its steps, on white.' },
    (chain, now) => graphSvg(chain, graphOf(chain, now), theme),
  );
}

function timelineIn(theme: ExportTheme): ExportFormat {
  return picture(
    {
      id: 'timeline',
      title: 'Timeline as SVG',
      extension: 'svg',
      says: 'When each step was sent and how long it took, on white.',
    },
    (chain, now) => timelineSvg(chain, timelineOf(chain, now), theme),
  );
}

/** A file may be printed: on white. */
export const svgFormat = graphIn('light');
export const timelineFormat = timelineIn('light');

export const mermaidFormat = picture(
  { id: 'mermaid', title: 'Mermaid', extension: 'mmd', says: 'The graph as text, for wikis and tickets.' },
  mermaidOf,
);

/** A picture as the window exports it: painted like the window. */
export function pictureFormat(kind: PictureKind, theme: ExportTheme): ExportFormat {
  if (kind === 'mermaid') return mermaidFormat;
  return kind === 'graph' ? graphIn(theme) : timelineIn(theme);
}
