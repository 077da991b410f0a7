import { duration } from '../durations.ts';
import { markPaths } from '../mark-paths.ts';
import type { Chain } from '../model.ts';
import { drawHead, HEAD, headOf } from './head.ts';
import { shortened } from './safe-text.ts';
import { isDashed } from './shapes.ts';
import { document, element, FONT_MONO, label, xml } from './svg-text.ts';
import { exportColors, type ExportColors, type ExportTheme } from './theme.ts';
import type { Timeline, TimelineGap, TimelineRow } from './timeline.ts';

const NAMES = 260;
const AXIS = 620;
const ROW = 24;
const EDGE = 24;
const SCALE = 26;
/** A bar that would be a hair is still to be seen. */
const THINNEST = 3;
/** Narrower gaps have no room for their length in words. */
const WORDED = 38;

/** The timeline as an SVG file that needs nothing else. */
export function timelineSvg(chain: Chain, timeline: Timeline, theme: ExportTheme): string {
  const colors = exportColors[theme];
  const width = EDGE * 2 + NAMES + AXIS + 70;
  const bottom = SCALE + timeline.rows.length * ROW;
  return document(
    {
      width,
      height: HEAD + bottom + EDGE,
      title: `${headOf(chain).title}, as a timeline`,
      description: timeline.rows.map(({ part }) => part.spoken).join('; '),
      page: colors.page,
    },
    drawHead(chain, width, colors),
    element(
      'g',
      { transform: `translate(0 ${HEAD})` },
      ...timeline.gaps.map((gap) => drawGap(gap, bottom, colors)),
      ...timeline.rows.map((row, at) => drawRow(row, SCALE + at * ROW, colors)),
    ),
  );
}

function xOf(share: number): number {
  return EDGE + NAMES + share * AXIS;
}

/** A squeezed stretch: a band between two broken lines, with its true length above. */
function drawGap({ start, end, ms }: TimelineGap, bottom: number, colors: ExportColors): string {
  const [from, to] = [xOf(start), xOf(end)];
  const edge = (x: number): string =>
    element('path', {
      d: `M${x.toFixed(1)} ${SCALE - 4}V${bottom}`,
      fill: 'none',
      stroke: colors.lineStrong,
      'stroke-dasharray': '2 3',
    });
  const words =
    to - from < WORDED
      ? []
      : [
          label(duration(ms), (from + to) / 2, SCALE - 10, {
            fill: colors.text3,
            'font-size': 10,
            'text-anchor': 'middle',
          }),
        ];
  return element(
    'g',
    {},
    element('title', {}, xml(`${duration(ms)} idle, drawn shorter`)),
    element('rect', {
      x: from,
      y: SCALE - 4,
      width: to - from,
      height: bottom - SCALE + 4,
      fill: colors.card,
    }),
    edge(from),
    edge(to),
    ...words,
  );
}

function drawRow({ part, lane, start, end, open }: TimelineRow, y: number, colors: ExportColors): string {
  const { ink, tint } = colors.marks[part.shown.status];
  const inset = Math.min(lane, 6) * 10;
  const from = xOf(start);
  const width = Math.max(THINNEST, xOf(end) - from);
  const number = part.step ? `${part.step.number} ` : '';
  const name = shortened(`${number}${part.title}`, Math.floor((NAMES - inset - 30) / 6.7));
  return element(
    'g',
    {},
    element('title', {}, xml(part.spoken)),
    element('path', {
      d: markPaths[part.shown.status],
      transform: `translate(${EDGE + inset} ${y + 4})`,
      fill: 'none',
      stroke: ink,
      'stroke-width': 1.4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
    label(name, EDGE + inset + 22, y + 16, { fill: colors.text, 'font-size': 11, 'font-family': FONT_MONO }),
    element('rect', {
      x: from,
      y: y + 5,
      width,
      height: ROW - 10,
      rx: 3,
      fill: tint,
      stroke: ink,
      ...(open || isDashed(part.shown.status) ? { 'stroke-dasharray': '4 3' } : {}),
    }),
    label([part.detail, ...part.tags].join(' · '), from + width + 6, y + 16, {
      fill: colors.text2,
      'font-size': 10.5,
      // A bar that ends at the right edge has its words before it.
      ...(from + width > xOf(0.72) ? { x: from - 6, 'text-anchor': 'end' } : {}),
    }),
  );
}
