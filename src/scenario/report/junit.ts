import type { ScenarioResult } from '../result.ts';
import type { ReportFormat } from './format.ts';
import type { RunSummary } from './summary.ts';
import { brokenAt, brokenChecks, brokenStep, detailLines, whyNot } from './words.ts';

/**
 * JUnit's XML as CI services read it. A check that did not hold is a `failure`, what could not be run an `error`: the one
 * is a matter of the sign-in, the other of the test.
 */
export const junit: ReportFormat = {
  id: 'junit',
  says: 'JUnit XML, as CI services read it',
  sections: 1,
  section: () => 0,
  head: (summary) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="countersign"${countsOf(summary)}>\n` +
    `  <testsuite name="${attribute(suiteName(summary))}"${countsOf(summary)} timestamp="${new Date(summary.startedAt).toISOString()}">\n`,
  piece: (result) => caseOf(result),
  tail: () => '  </testsuite>\n</testsuites>\n',
};

function suiteName({ shard }: RunSummary): string {
  return shard === undefined ? 'scenarios' : `scenarios ${shard.index}/${shard.count}`;
}

function countsOf({ counts: { total, failed, errors, skipped }, ms }: RunSummary): string {
  return ` tests="${total}" failures="${failed}" errors="${errors}" skipped="${skipped}" time="${seconds(ms)}"`;
}

function caseOf(result: ScenarioResult): string {
  const { title, ms } = result;
  const { file, line } = brokenAt(result);
  const at = line === undefined ? '' : ` line="${line}"`;
  return (
    `    <testcase name="${attribute(title)}" classname="${attribute(result.file)}" file="${attribute(file)}"${at} time="${seconds(ms)}">\n` +
    `${properties(result)}${outcomeOf(result)}${earlierOf(result)}    </testcase>\n`
  );
}

function properties({ tags, row, target, attempt }: ScenarioResult): string {
  const all = [
    ...tags.map((tag) => ['tag', tag] as const),
    ...Object.entries(row).map(([name, value]) => [`row.${name}`, value] as const),
    ...(target === '' ? [] : [['target', target] as const]),
    ...(attempt === 1 ? [] : [['attempt', String(attempt)] as const]),
  ];
  if (all.length === 0) return '';
  const rows = all.map(
    ([name, value]) => `        <property name="${attribute(name)}" value="${attribute(value)}"/>\n`,
  );
  return `      <properties>\n${rows.join('')}      </properties>\n`;
}

function outcomeOf(result: ScenarioResult): string {
  switch (result.status) {
    case 'passed':
      return '';
    case 'skipped':
      return `      <skipped message="${attribute(result.fault?.detail ?? 'not begun')}"/>\n`;
    case 'failed':
    case 'error': {
      const name = result.status === 'failed' ? 'failure' : 'error';
      const all = `${attribute(kindOf(result))}" message="${attribute(whyNot(result))}`;
      return `      <${name} type="${all}">${content(detailLines(result).join('\n'))}</${name}>\n`;
    }
  }
}

/** Maven's own words for attempts that failed before one passed. */
function earlierOf({ earlier = [], flaky }: ScenarioResult): string {
  return earlier
    .map((attempt) => {
      const name = `${flaky ? 'flaky' : 'rerun'}${attempt.status === 'error' ? 'Error' : 'Failure'}`;
      const all = `${attribute(kindOf(attempt))}" message="${attribute(whyNot(attempt))}`;
      return `      <${name} type="${all}">${content(detailLines(attempt).join('\n'))}</${name}>\n`;
    })
    .join('');
}

/** The check that did not hold, or the code of what went wrong. */
function kindOf(result: ScenarioResult): string {
  const step = brokenStep(result);
  const check = step === undefined ? undefined : brokenChecks(step)[0];
  return check?.what ?? step?.fault?.code ?? result.fault?.code ?? 'unknown';
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Line ends and tabs as references, else a reader makes spaces of them. */
function attribute(text: string): string {
  return legal(text).replaceAll(/[&<>"\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign);
}

function content(text: string): string {
  return legal(text).replaceAll(/[&<>\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** XML 1.0 has no place for control characters and lone halves of a pair, not even escaped: they are named instead. */
function legal(text: string): string {
  return text.replaceAll(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
