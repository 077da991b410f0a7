import {
  columnName,
  columnsOf,
  type Mark,
  markOf,
  marks,
  markWords,
  resultWords,
} from '../../bench/heat-map.ts';
import type { BenchFault, BenchResult } from '../../contract.ts';
import { STYLE, STYLE_HASH } from '../report/html-style.ts';
import { safe } from '../report/html-text.ts';
import { tookText } from '../report/summary.ts';
import {
  countsLine,
  expectedText,
  type FaultMatrix,
  gotText,
  isOff,
  type MatrixStep,
} from './fault-matrix.ts';
import { MATRIX_STYLE, MATRIX_STYLE_HASH } from './html-style.ts';

/** One page that needs nothing beside itself: a heat map for each step, faults by codes; what is off stands below it in words. */
export function matrixHtml(matrix: FaultMatrix): string {
  const { steps, startedAt, ms, counts, interrupted } = matrix;
  const title = titleOf(matrix);
  const facts = [
    countsLine(counts),
    `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    tookText(ms),
  ];
  return (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${STYLE_HASH}' 'sha256-${MATRIX_STYLE_HASH}'; base-uri 'none'; form-action 'none'">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">' +
    `<title>${safe(title)}</title><style>${STYLE}</style><style>${MATRIX_STYLE}</style></head><body><main>` +
    `<h1>${safe(title)}</h1><p class="facts">${safe(facts.join(' · '))}</p>` +
    (interrupted ? '<p class="told">This run was stopped before its end.</p>' : '') +
    `<ul class="legend" aria-label="Marks">${marks.map((mark) => `<li>${sign(mark)}${markWords[mark]}</li>`).join('')}</ul>` +
    `${steps.map(stepHtml).join('')}</main></body></html>\n`
  );
}

function titleOf({ counts: { total, other, accepted, broken } }: FaultMatrix): string {
  const off = other + accepted;
  if (off > 0) return `${String(off)} of ${String(total)} faults came out otherwise`;
  if (total === 0) return 'No fault was run';
  return broken > 0 ? 'Not every step could be looked at' : 'No fault came out otherwise than expected';
}

function stepHtml(step: MatrixStep): string {
  const { name, title, username, target, file, line, index, faults, results, fault } = step;
  const about = [
    title,
    ...(username === '' || username === title ? [] : [username]),
    target,
    `${file}:${String(line)}`,
  ].join(' · ');
  const head = `<section><h2>${String(index + 1)}. ${safe(name)}</h2><p class="about">${safe(about)}</p>`;
  if (fault !== undefined)
    return `${head}<p class="fault">${safe(fault.detail)} (${safe(fault.code)})</p></section>`;
  const came = new Map(results.map((result) => [result.fault, result]));
  const columns = columnsOf(faults, results);
  const groups = [...new Set(faults.map(({ group }) => group))];
  const body = groups
    .map((group) => {
      const rows = faults.filter((each) => each.group === group);
      return (
        `<tr class="group"><th colspan="${String(columns.length + 2)}" scope="rowgroup">${safe(group)}</th></tr>` +
        rows.map((each) => rowHtml(each, came.get(each.id), columns)).join('')
      );
    })
    .join('');
  return (
    `${head}<div class="scroll" tabindex="0" role="region" aria-label="${safe(`Faults of ${name}`)}"><table class="heat"><thead><tr><th scope="col">Fault</th>` +
    columns
      .map((code) => `<th scope="col" class="code"><span>${safe(columnName(code))}</span></th>`)
      .join('') +
    `<th scope="col">Came out</th></tr></thead><tbody>${body}</tbody></table></div></section>`
  );
}

function rowHtml(fault: BenchFault, result: BenchResult | undefined, columns: readonly string[]): string {
  const cells = columns.map((code) => {
    const mark = markOf(fault, result, code);
    return mark === undefined
      ? '<td></td>'
      : `<td class="cell ${mark}">${sign(mark)}${hidden(markWords[mark])}</td>`;
  });
  const off = result !== undefined && isOff(result);
  const said = result === undefined ? (fault.hindered ?? 'not run') : (resultWords(result) ?? '');
  const more =
    result === undefined || result.verdict === 'expected'
      ? ''
      : `<dl><dt>Rule</dt><dd>${safe(fault.rule)} <span class="source">Protocol reference ${safe(fault.source)}</span></dd>` +
        `<dt>Expected</dt><dd><code>${safe(expectedText(fault))}</code></dd><dt>Got</dt><dd><code>${safe(gotText(result))}</code></dd></dl>`;
  return (
    `<tr class="${off ? 'off' : 'in'}"><th scope="row">${safe(fault.title)}${more}</th>${cells.join('')}` +
    `<td class="said">${safe(said)}</td></tr>`
  );
}

const SIGNS: Readonly<Record<Mark, string>> = {
  expected: '○',
  match: '✓',
  words: '≈',
  wrong: '✕',
  accepted: '!',
  missed: '◌',
};

function sign(mark: Mark): string {
  return `<span class="mark ${mark}" aria-hidden="true">${SIGNS[mark]}</span>`;
}

function hidden(text: string): string {
  return `<span class="hidden">${safe(text)}</span>`;
}
