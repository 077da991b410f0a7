import { markPaths } from '../mark-paths.ts';
import type { Chain } from '../model.ts';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';
import { drawHead, HEAD, headOf } from './head.ts';
import { shortened } from './safe-text.ts';
import { isDashed, outline } from './shapes.ts';
import { document, element, FONT_MONO, label, xml } from './svg-text.ts';
import { exportColors, type ExportColors, type ExportTheme } from './theme.ts';

/** Narrower pictures get room for their heading. */
const NARROWEST = 420;

/** The graph as an SVG file that needs nothing else: no style sheet, no script, no font. */
export function graphSvg(chain: Chain, graph: Graph, theme: ExportTheme): string {
  const colors = exportColors[theme];
  const width = Math.max(NARROWEST, graph.width);
  const title = `${headOf(chain).title}, as a graph`;
  return document(
    {
      width,
      height: graph.height + HEAD,
      title,
      description: graph.nodes.map(({ part }) => part.spoken).join('; '),
      page: colors.page,
    },
    drawHead(chain, width, colors),
    element(
      'g',
      { transform: `translate(${(width - graph.width) / 2} ${HEAD})` },
      ...graph.edges.map((edge) => drawEdge(edge, colors)),
      ...graph.nodes.map((node) => drawNode(node, graph.size, colors)),
      ...graph.edges.flatMap((edge) => drawWord(edge, graph.size, colors)),
    ),
  );
}

/** How each kind of link is drawn: width, dashes, and the colour that only comes on top. */
function strokeOf({ kind }: GraphEdge, colors: ExportColors): Record<string, string | number | undefined> {
  switch (kind) {
    case 'live':
      return { stroke: colors.accent, 'stroke-width': 2.5 };
    case 'replay':
      return { stroke: colors.accent, 'stroke-width': 1.5, 'stroke-dasharray': '6 4' };
    case 'retry':
      return { stroke: colors.marks.retried.ink, 'stroke-width': 1.5, 'stroke-dasharray': '1.5 3.5' };
    case 'session':
      return { stroke: colors.text3, 'stroke-width': 1, 'stroke-dasharray': '1 2.5' };
    case 'waiting':
      return { stroke: colors.marks.waiting.ink, 'stroke-width': 1.5, 'stroke-dasharray': '3 3' };
    default:
      return { stroke: colors.text3, 'stroke-width': 1.5 };
  }
}

function drawEdge(edge: GraphEdge, colors: ExportColors): string {
  return element('path', {
    d: edge.path,
    fill: 'none',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...strokeOf(edge, colors),
  });
}

/** What kind of fork it is stands beside its line. */
function drawWord(
  { kind, label: word, at: [x, y] }: GraphEdge,
  size: Graph['size'],
  colors: ExportColors,
): string[] {
  if (size === 'tiles' || word === undefined || kind === 'session') return [];
  const attributes = { fill: colors.accent, 'font-size': 10, 'text-anchor': 'middle' };
  const halo = {
    stroke: colors.page,
    'stroke-width': 4,
    'paint-order': 'stroke',
    'stroke-linejoin': 'round',
  };
  return [label(word, x, y + 3.5, { ...attributes, ...halo })];
}

function drawNode(
  { part, x, y, width, height }: GraphNode,
  size: Graph['size'],
  colors: ExportColors,
): string {
  const { shown, step, title } = part;
  const { ink, tint } = colors.marks[shown.status];
  const box = element('path', {
    d: outline(shown.status, width, height),
    fill: tint,
    stroke: ink,
    'stroke-width': part.aside ? 1 : 1.5,
    ...(isDashed(shown.status) ? { 'stroke-dasharray': '4 3' } : {}),
  });
  const sign = (at: number, top: number): string =>
    element('path', {
      d: markPaths[shown.status],
      transform: `translate(${at} ${top})`,
      fill: 'none',
      stroke: ink,
      'stroke-width': 1.4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    });
  const words =
    size === 'tiles'
      ? [
          sign(5, 5),
          label(step ? String(step.number) : '…', 24, 17, { fill: colors.text, 'font-size': 10.5 }),
        ]
      : [
          sign(10, 7),
          label(shortened(title, 26), 33, 19, {
            fill: colors.text,
            'font-size': 11.5,
            'font-family': FONT_MONO,
          }),
          label(shortened(secondLine(part), 33), 33, 35, { fill: colors.text2, 'font-size': 11 }),
        ];
  return element(
    'g',
    { transform: `translate(${x} ${y})` },
    element('title', {}, xml(part.spoken)),
    box,
    ...words,
  );
}

/** Number, result and what sets the step apart. */
export function secondLine({ step, detail, tags }: GraphNode['part']): string {
  return [...(step ? [String(step.number)] : []), ...tags, detail].join(' · ');
}
