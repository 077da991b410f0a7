import type { ChainDiff, StepPair } from './chain.ts';
import { type Change, kindOf } from './change.ts';
import { type ClaimDiff, LIFETIME, TIME_CLAIMS } from './claims.ts';
import { duration } from '../durations.ts';
import { asText, type JsonValue } from '../../json.ts';
import type { Step } from '../model.ts';

// A comparison as Markdown, for a ticket. It holds what the window shows: every secret masked.

const MARK = { added: '+', removed: '-', changed: '~' } as const;

export function chainDiffAsMarkdown(
  { about, pairs, differences }: ChainDiff,
  names: { readonly left: string; readonly right: string },
): string {
  const head = [`# ${cell(names.left)} against ${cell(names.right)}`, '', differenceCount(differences), ''];
  const table = [
    `| | ${cell(names.left)} | ${cell(names.right)} |`,
    '|---|---|---|',
    ...about.map(changeRow),
    ...pairs.flatMap((pair) => [pairRow(pair), ...pair.changes.map(changeRow)]),
  ];
  return [...head, ...table, ''].join('\n');
}

export function claimDiffAsMarkdown(
  rows: readonly ClaimDiff[],
  names: { readonly left: string; readonly right: string },
): string {
  const differing = rows.filter(({ kind }) => kind !== 'same');
  const lines = differing.map(({ name, kind, left, right, apart, tells }) => {
    const note = [apart, tells].filter((text) => text !== undefined).join('; ');
    return `| ${kind === 'same' ? '' : MARK[kind]} | ${code(name)} | ${claim(name, left)} | ${claim(name, right)} | ${cell(note)} |`;
  });
  return [
    `# ${cell(names.left)} against ${cell(names.right)}`,
    '',
    differenceCount(differing.length),
    '',
    `| | Claim | ${cell(names.left)} | ${cell(names.right)} | |`,
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

export function differenceCount(count: number): string {
  if (count === 0) return 'No differences.';
  return count === 1 ? '1 difference.' : `${count} differences.`;
}

function pairRow({ left, right, differs }: StepPair): string {
  const mark = left === undefined ? '+' : right === undefined ? '-' : differs ? '~' : '=';
  return `| **${mark}** | ${stepCell(left)} | ${stepCell(right)} |`;
}

function stepCell(step: Step | undefined): string {
  if (step === undefined) return '';
  const took = step.timing === undefined ? '' : `, ${duration(step.timing.total)}`;
  return `${step.number}. ${code(step.answers)} → ${code(cameOf(step))}${took}`;
}

/** What a step came to, in AWS's names. */
export function cameOf({ outcome }: Step): string {
  switch (outcome?.kind) {
    case 'challenge':
      return outcome.name;
    case 'error':
    case 'failure':
      return outcome.code;
    case 'tokens':
      return 'TOKENS';
    case 'done':
      return 'done';
    case undefined:
      return 'under way';
  }
}

function changeRow(change: Change): string {
  const where = change.part === 'chain' ? change.key : `${change.part}: ${change.key}`;
  const side = (text: string | undefined): string => (text === undefined ? '' : code(text));
  return `| ${MARK[kindOf(change)]} ${cell(where)} | ${side(change.left)} | ${side(change.right)} |`;
}

function claim(name: string, value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (name === LIFETIME) return cell(String(value));
  if (TIME_CLAIMS.has(name) && typeof value === 'number' && Math.abs(value) < 8.64e12)
    return cell(new Date(value * 1_000).toISOString());
  return code(asText(value));
}

/** Text that stays inside its cell. */
function cell(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
}

/** Inline code, whatever backticks the text holds. */
function code(text: string): string {
  const plain = cell(text);
  if (plain === '') return '';
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}
