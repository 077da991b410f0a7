import { chainOf, type Step } from '../../chain/model.ts';
import type { ScenarioResult, StepResult } from '../result.ts';
import type { ReportFormat } from './format.ts';
import { exchangeHtml } from './html-exchange.ts';
import { STYLE, STYLE_HASH } from './html-style.ts';
import { safe } from './html-text.ts';
import { type RunSummary, tookText } from './summary.ts';
import { brokenChecks, faultLine, outcomeOf, placeOf, SIGNS, whyNot, WORDS } from './words.ts';

/** One page that needs nothing beside itself: no script, no network, dark and light. What broke stands first. */
export const html: ReportFormat = {
  id: 'html',
  says: 'one page for people, with the chains of what failed',
  sections: 3,
  section: ({ status, flaky }) => (status === 'failed' || status === 'error' ? 0 : flaky ? 1 : 2),
  head,
  piece: (result) => caseHtml(result),
  tail: ({ counts }) =>
    (counts.total === 0 ? '<li class="none">Nothing was run.</li>' : '') + '</ol></main></body></html>\n',
};

function head(summary: RunSummary): string {
  const { counts, startedAt, ms, workers, target, shard, version, interrupted } = summary;
  const facts = [
    `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    tookText(ms),
    `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    ...(target === undefined ? [] : [`target ${target}`]),
    ...(shard === undefined ? [] : [`shard ${shard.index} of ${shard.count}`]),
    `Countersign ${version}`,
  ];
  const tiles = [
    ['passed', SIGNS.passed, counts.passed, 'passed'],
    ['failed', SIGNS.failed, counts.failed, 'failed'],
    ['error', SIGNS.error, counts.errors - counts.timedOut, 'could not run'],
    ['error', '⧗', counts.timedOut, 'timed out'],
    ['flaky', '↻', counts.flaky, 'flaky'],
    ['skipped', SIGNS.skipped, counts.skipped, 'not begun'],
  ] as const;
  return (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">' +
    `<title>${safe(titleOf(summary))}</title><style>${STYLE}</style></head><body><main>` +
    `<h1>${safe(titleOf(summary))}</h1><p class="facts">${safe(facts.join(' · '))}</p>` +
    (interrupted
      ? '<p class="told">This run was stopped before its end. What was not begun is listed as such.</p>'
      : '') +
    `<ul class="counts">${tiles
      .filter(([kind, , count]) => kind === 'passed' || kind === 'failed' || count > 0)
      .map(
        ([kind, sign, count, word]) =>
          `<li><b>${count}</b><span><span class="is ${kind}" aria-hidden="true">${sign}</span> ${word}</span></li>`,
      )
      .join('')}</ul>` +
    '<fieldset><legend>Show</legend>' +
    choice('all', 'All', true) +
    choice('broken', 'Failed', false) +
    (counts.flaky > 0 ? choice('flaky', 'Flaky', false) : '') +
    choice('passed', 'Passed', false) +
    '</fieldset><ol class="cases">\n'
  );
}

function titleOf({ counts: { failed, errors, total } }: RunSummary): string {
  const broken = failed + errors;
  if (total === 0) return 'No scenario was run';
  return broken === 0 ? 'Every scenario passed' : `${broken} of ${total} scenarios did not pass`;
}

function choice(id: string, text: string, checked: boolean): string {
  return `<label><input type="radio" name="show" id="${id}"${checked ? ' checked' : ''}>${text}</label>`;
}

function caseHtml(result: ScenarioResult): string {
  const { status, flaky, title, tags, target, ms } = result;
  const broken = status === 'failed' || status === 'error';
  const { sign, word } = outcomeOf(result);
  const why = broken ? whyNot(result) : flaky ? `Passed at attempt ${result.attempt}.` : '';
  const below = [...(target === '' ? [] : [target]), ...(status === 'skipped' ? [] : [tookText(ms)])].join(
    ' · ',
  );
  const line =
    `<span class="is"><span aria-hidden="true">${sign}</span> ${word}</span>` +
    `<span class="title">${safe(title)}${tags.map((tag) => ` <span class="tag">${safe(tag)}</span>`).join('')}` +
    `${why === '' ? '' : ` <span class="why">${safe(why)}</span>`}</span>` +
    `<span class="side"><span class="file">${safe(placeOf(result))}</span> <span class="file">${safe(below)}</span></span>`;
  const kind = `case ${status}${flaky ? ' flaky' : ''}`;
  // Of a file that can’t be read there is no more to tell than why.
  const more = flaky || result.steps.length > 0 || (result.earlier ?? []).length > 0;
  if (!more || !(broken || flaky)) return `<li class="${kind}"><div class="line">${line}</div></li>\n`;
  return `<li class="${kind}"><details${broken ? ' open' : ''}><summary class="line">${line}</summary><div class="inside">${insideHtml(result)}</div></details></li>\n`;
}

function insideHtml(result: ScenarioResult): string {
  const earlier = (result.earlier ?? []).map(
    (attempt) => `<h2>Attempt ${attempt.attempt}: ${outcomeOf(attempt).word}</h2>${attemptHtml(attempt)}`,
  );
  if (result.status === 'passed') return earlier.join('');
  const own = earlier.length === 0 ? '' : `<h2>Attempt ${result.attempt}: ${outcomeOf(result).word}</h2>`;
  return earlier.join('') + own + attemptHtml(result);
}

function attemptHtml({ steps, chains, fault }: ScenarioResult): string {
  const sent = new Map(
    chains.flatMap((events) => (chainOf(events)?.steps ?? []).map((step) => [step.id, step] as const)),
  );
  return (
    (fault === undefined ? '' : `<p class="fault">${safe(faultLine(fault))}</p>`) +
    (steps.length === 0 ? '' : `<ol class="steps">${steps.map((step) => stepHtml(step, sent)).join('')}</ol>`)
  );
}

function stepHtml(step: StepResult, sent: ReadonlyMap<string, Step>): string {
  const checks = brokenChecks(step);
  const exchanges = step.stepIds.flatMap((id) => sent.get(id) ?? []);
  const held = step.checks.length - checks.length;
  const facts = [
    `line ${step.line}`,
    ...(step.status === 'skipped' ? [] : [tookText(step.ms)]),
    ...(held === 0 ? [] : [`${held} ${held === 1 ? 'check' : 'checks'} held`]),
  ];
  return (
    `<li class="step ${step.status}"><span class="is"><span aria-hidden="true">${SIGNS[step.status]}</span> ${WORDS[step.status]}</span> ` +
    `${step.index + 1}. ${safe(step.title)} <span class="at">${facts.join(' · ')}</span>` +
    (checks.length === 0
      ? ''
      : `<table><thead><tr><th>Check</th><th>Expected</th><th>Got</th></tr></thead><tbody>${checks
          .map(
            ({ what, expected, got }) =>
              `<tr><td>${safe(what)}</td><td>${safe(expected)}</td><td>${safe(got)}</td></tr>`,
          )
          .join('')}</tbody></table>`) +
    (step.fault === undefined ? '' : `<p class="fault">${safe(faultLine(step.fault))}</p>`) +
    exchanges.map(exchangeHtml).join('') +
    '</li>'
  );
}
