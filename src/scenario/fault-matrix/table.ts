import { resultWords } from '../../bench/heat-map.ts';
import type { BenchFault, BenchResult } from '../../contract.ts';
import {
  countsLine,
  expectedText,
  type FaultMatrix,
  gotText,
  isOff,
  type MatrixStep,
} from './fault-matrix.ts';

/** How a word of a table is set off. */
export type TablePaint = (style: 'bold' | 'dim' | 'red' | 'green' | 'yellow', text: string) => string;

const SIGNS: Readonly<Record<BenchResult['verdict'], string>> = {
  expected: '✓',
  words: '≈',
  other: '✕',
  accepted: '!',
  held: '–',
  failed: '–',
};

/** For a terminal: each step with its faults, what was expected of each and what came. */
export function matrixTable(
  { steps, counts, interrupted }: FaultMatrix,
  { paint, plain }: { readonly paint: TablePaint; readonly plain: (text: string) => string },
): string {
  const lines = steps.flatMap((step) => stepLines(step, paint, plain));
  const end = `${countsLine(counts)}${interrupted ? ' · stopped before its end' : ''}`;
  return `${[...lines, end].join('\n')}\n`;
}

function stepLines(step: MatrixStep, paint: TablePaint, plain: (text: string) => string): string[] {
  const { file, line, title, name, username, target, fault } = step;
  const about = [title, ...(username === '' || username === title ? [] : [username]), target]
    .map(plain)
    .join(' · ');
  const head = [paint('bold', plain(name)), paint('dim', `${about} · ${plain(file)}:${String(line)}`)];
  if (fault !== undefined) return [...head, `  ${paint('yellow', '–')} ${plain(fault.detail)}`, ''];
  const results = new Map(step.results.map((result) => [result.fault, result]));
  const run = step.faults.filter(({ id }) => results.has(id));
  const wide = Math.max(0, ...run.map((each) => each.title.length));
  let group: string | undefined;
  const rows = run.flatMap((each) => {
    const result = results.get(each.id);
    if (result === undefined) return [];
    const heading = each.group === group ? [] : [`  ${paint('dim', each.group)}`];
    group = each.group;
    return [...heading, ...rowLines(each, result, { wide, paint, plain })];
  });
  const left = step.faults.length - run.length;
  const more = left === 0 ? [] : [paint('dim', `  ${String(left)} more can’t be run here.`)];
  return [...head, ...rows, ...more, ''];
}

function rowLines(
  fault: BenchFault,
  result: BenchResult,
  {
    wide,
    paint,
    plain,
  }: { readonly wide: number; readonly paint: TablePaint; readonly plain: (text: string) => string },
): string[] {
  const { verdict, got } = result;
  const color = verdict === 'expected' ? 'green' : isOff(result) ? 'red' : 'yellow';
  const sign = paint(color, SIGNS[verdict]);
  const came = `${plain(got?.code ?? 'not run')}  ${paint('dim', resultWords(result) ?? '')}`;
  const row = `    ${sign} ${fault.title.padEnd(wide)}  ${came}`;
  if (verdict === 'expected') return [row];
  return [
    row,
    `        expected  ${expectedText(fault)}`,
    `        got       ${plain(gotText(result))}`,
    `        rule      ${fault.rule} (protocol reference ${fault.source})`,
  ];
}
