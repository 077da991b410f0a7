import type { JsonObject } from '@core/json.ts';
import { cellWidth, columnWidths } from './column-widths.ts';
import { type Section, sectionsOf } from './table-sections.ts';

/** Spaces on both sides of a cell and the line behind it. */
const AROUND = 4;

/**
 * `--output table` of the AWS CLI, without its colours. Wider than the screen, sections of one row are turned: a line for
 * each member.
 * @param columns of the screen; what is no screen has 80
 */
export function tableOutput(title: string, result: JsonObject, columns: number): string {
  const sections = sectionsOf(title, result);
  if (sections.length === 0) return '';
  const fits = widthOf(sections) <= columns;
  const shown = fits ? sections : sections.map(turned);
  const width = widthOf(shown);
  const lines = ['-'.repeat(width), ...shown.flatMap((section) => linesOf(section, width))];
  return lines.map((line) => `${line}\n`).join('');
}

function turned(section: Section): Section {
  const [row, ...more] = section.rows;
  if (row === undefined || more.length > 0 || section.headers.length === 0) return section;
  return { ...section, headers: [], rows: section.headers.map((header, at) => [header, row[at] ?? '']) };
}

function widthOf(sections: readonly Section[]): number {
  const widths = sections.map(({ title, depth, headers, rows }) => {
    const cells = columnWidths(headers, rows).reduce((sum, width) => sum + width + AROUND, 0);
    // Of a line at either end, and one more for each depth.
    return 2 * depth + Math.max(cellWidth(title) + 2, cells === 0 ? 2 : cells + 2);
  });
  return Math.max(...widths);
}

function linesOf({ title, depth, headers, rows }: Section, whole: number): string[] {
  const width = whole - 2 * depth;
  const widths = scaled(
    columnWidths(headers, rows).map((cell) => cell + AROUND),
    width,
  );
  const rule = `+${widths.map((cell, at) => '-'.repeat(Math.max(0, cell - (at === 0 ? 2 : 1)))).join('+')}+`;
  const edge = (at: number) => (at === 0 ? '|' : '');
  const lines = [centred(title, width, '|')];
  if (headers.length === 0 && rows.length === 0) lines.push(`+${'-'.repeat(width - 2)}+`);
  if (headers.length > 0)
    lines.push(rule, headers.map((header, at) => centred(header, widths[at] ?? 0, edge(at))).join(''));
  if (rows.length > 0 && widths.length > 0)
    lines.push(
      rule,
      ...rows.map((row) => row.map((cell, at) => leftIn(cell, widths[at] ?? 0, edge(at))).join('')),
      rule,
    );
  const side = '|'.repeat(depth);
  return lines.map((line) => `${side}${line}${side}`);
}

function centred(text: string, width: number, edge: string): string {
  const cell = cellWidth(text);
  const before = Math.floor(width / 2) - Math.floor(cell / 2) - 1;
  const after = width - 1 - edge.length - before - cell;
  return `${edge}${' '.repeat(Math.max(0, before))}${text}${' '.repeat(Math.max(0, after))}|`;
}

function leftIn(text: string, width: number, edge: string): string {
  const room = width - cellWidth(text) - edge.length - 1;
  const before = room >= 2 ? 2 : 0;
  return `${edge}${' '.repeat(before)}${text}${' '.repeat(Math.max(0, room - before))}|`;
}

/** Widened together until they fill the table; what rounding leaves over goes to the last, or off the first. */
function scaled(widths: readonly number[], whole: number): number[] {
  if (widths.length === 0) return [];
  const factor = whole / widths.reduce((sum, width) => sum + width, 0);
  const found = widths.map((width) => halfToEven(factor * width));
  let over = found.reduce((sum, width) => sum + width, 0) - whole;
  for (let turn = 0; over !== 0; turn++) {
    const at = over > 0 ? turn % found.length : found.length - 1 - (turn % found.length);
    const by = over > 0 ? -1 : 1;
    found[at] = (found[at] ?? 0) + by;
    over += by;
  }
  return found;
}

/** As Python rounds. */
function halfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
