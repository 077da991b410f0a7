import type { TablePaint } from '../fault-matrix/table.ts';
import type { Difference, DifferenceKind, Parity, ParityCase, ParityStep } from './parity.ts';

const WORDS: Readonly<Record<Exclude<DifferenceKind, 'lets through'>, string>> = {
  next: 'what comes next',
  exception: 'another exception',
  'no answer': 'no answer on one side',
  message: 'the message',
  status: 'the HTTP status',
  parameters: 'ChallengeParameters that only one has',
  available: 'AvailableChallenges that only one has',
  session: 'the Session',
  members: 'members that only one has',
  claims: 'claims that only one has',
  check: 'a check that holds on one side alone',
};

interface How {
  readonly paint: TablePaint;
  readonly plain: (text: string) => string;
}

/** For a terminal: every difference with the step it came at; what one side lets through and the other refuses stands last, once more. */
export function parityText(parity: Parity, how: How): string {
  const { a, b, cases, counts, interrupted } = parity;
  const { paint, plain } = how;
  const lax = [...laxLines(parity, 'a', how), ...laxLines(parity, 'b', how)];
  const sum = [
    `${counts.alike} of ${counts.compared} ${counts.compared === 1 ? 'step' : 'steps'} alike`,
    `${counts.differences} ${counts.differences === 1 ? 'difference' : 'differences'}`,
    ...(counts.broken === 0 ? [] : [`${counts.broken} could not be compared`]),
    ...(interrupted ? ['stopped before its end'] : []),
  ].join(' · ');
  return `${[
    `${paint('bold', 'A')} ${plain(a)}`,
    `${paint('bold', 'B')} ${plain(b)}`,
    '',
    ...cases.flatMap((each) => caseLines(each, how)),
    '',
    ...lax,
    sum,
  ].join('\n')}\n`;
}

function caseLines({ title, file, steps, faults }: ParityCase, how: How): string[] {
  const { paint, plain } = how;
  const differs = steps.filter(({ differences }) => differences.length > 0);
  const left = steps.filter((step) => !step.compared).length;
  const alike = steps.length - differs.length - left;
  const sign =
    differs.length > 0 ? paint('red', '✕') : faults.length > 0 ? paint('yellow', '–') : paint('green', '✓');
  const facts = [
    plain(file),
    `${alike} alike`,
    ...(left === 0 ? [] : [`${left} not compared: one side had ended`]),
  ].join(' · ');
  return [
    `${sign} ${plain(title)}  ${paint('dim', facts)}`,
    ...faults.map(
      ({ side, detail, code }) => `    ${side.toUpperCase()} could not run it: ${plain(detail)} (${code})`,
    ),
    ...differs.flatMap((step) => stepLines(step, how)),
  ];
}

function stepLines({ index, title, line, differences }: ParityStep, how: How): string[] {
  const { paint, plain } = how;
  return [
    `    ${String(index + 1)}. ${plain(title)} ${paint('dim', `line ${String(line)}`)}`,
    ...differences.flatMap((difference) => [
      `      ${saying(difference, paint)}`,
      `        A  ${plain(difference.a)}`,
      `        B  ${plain(difference.b)}`,
    ]),
  ];
}

function saying({ kind, lax }: Difference, paint: TablePaint): string {
  if (kind !== 'lets through') return WORDS[kind];
  return paint('red', lax === 'a' ? '! A lets through what B refuses' : '! B lets through what A refuses');
}

function laxLines({ cases, ...targets }: Parity, side: 'a' | 'b', { paint, plain }: How): string[] {
  const found = cases.flatMap(({ title, steps }) =>
    steps.flatMap(({ index, title: step, differences }) =>
      differences
        .filter(({ lax }) => lax === side)
        .map(
          (each) =>
            `  ! ${plain(title)}, step ${String(index + 1)}, ${plain(step)}: ${plain(side === 'a' ? each.b : each.a)}`,
        ),
    ),
  );
  if (found.length === 0) return [];
  const [lax, strict] = side === 'a' ? [targets.a, targets.b] : [targets.b, targets.a];
  return [paint('bold', `${plain(lax)} lets through what ${plain(strict)} refuses`), ...found, ''];
}
