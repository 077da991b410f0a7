import type { RowOutcome } from '@core/contract/scenario.ts';
import { duration } from '@core/chain/durations.ts';
import type { ShownRows } from '../../stores/scenario-rows.ts';
import type { Status } from '../../ui/UiStatus.vue';

type Row = Readonly<Record<string, string>>;

/** A row of a matrix in the table of a run. */
export interface RowLine {
  /** From 1: its place in the matrix, or in the run where the matrix has another by now. */
  readonly number: number;
  readonly row: Row;
  readonly outcome?: RowOutcome;
  readonly status: Status;
  readonly word: string;
  readonly took: string;
}

/**
 * Every row with what came of it so far: those of the run, the one under way, and those to come.
 * @param rows of the matrix as the text has it now: shown where nothing ran
 */
export function rowLines(rows: readonly Row[], run: ShownRows | undefined): RowLine[] {
  if (run === undefined) return rows.map((row, index) => ({ number: index + 1, row, ...TO_COME }));
  const { outcomes, ended } = run;
  const ran = [...outcomes.map(({ row }) => row), ...(run.rows ?? []).slice(outcomes.length)];
  const numbers = numbersOf(ran, rows);
  return ran.map((row, index) => {
    const line = { number: numbers?.[index] ?? index + 1, row };
    const outcome = outcomes[index];
    if (outcome !== undefined) {
      const took = outcome.status === 'skipped' ? '' : duration(outcome.ms);
      return { ...line, outcome, ...saidOf(outcome), took };
    }
    if (ended !== undefined) return { ...line, ...NOT_BEGUN };
    return { ...line, ...(index === outcomes.length ? RUNNING : TO_COME) };
  });
}

/** Where each of these rows stands in the matrix, from 1; undefined where one of them is not in it. */
function numbersOf(ran: readonly Row[], matrix: readonly Row[]): number[] | undefined {
  const places = new Map<string, number[]>();
  for (const [index, row] of matrix.entries()) {
    const same = JSON.stringify(row);
    places.set(same, [...(places.get(same) ?? []), index + 1]);
  }
  const numbers = ran.flatMap((row) => places.get(JSON.stringify(row))?.shift() ?? []);
  return numbers.length === ran.length ? numbers : undefined;
}

/** Names of the columns, as they come. */
export function columnsOf(lines: readonly RowLine[]): string[] {
  return [...new Set(lines.flatMap(({ row }) => Object.keys(row)))];
}

export function didNotPass({ outcome }: RowLine): boolean {
  return outcome !== undefined && outcome.status !== 'passed';
}

/** How far a run of rows is, or what it came to. */
export function rowsSaid({ total, done, broken, ended }: ShownRows): {
  readonly status: Status;
  readonly text: string;
} {
  const passed = done - broken;
  if (ended === undefined) {
    const so = broken === 0 ? '' : ` · ${String(broken)} did not pass`;
    return { status: 'sending', text: `row ${String(Math.min(total, done + 1))} of ${String(total)}${so}` };
  }
  if (ended.stopped)
    return { status: 'idle', text: `stopped after ${String(done)} of ${String(total)} rows` };
  const took = ` in ${duration(ended.ms)}`;
  if (broken === 0)
    return { status: 'ok', text: `${total === 1 ? 'the row' : `all ${String(total)} rows`} passed${took}` };
  return { status: 'failed', text: `${String(passed)} of ${String(total)} rows passed${took}` };
}

const TO_COME = { status: 'idle', word: 'to run', took: '' } as const;
const RUNNING = { status: 'sending', word: 'running', took: '' } as const;
const NOT_BEGUN = { status: 'idle', word: 'not begun', took: '' } as const;

function saidOf({ status, code }: RowOutcome): Pick<RowLine, 'status' | 'word'> {
  if (status === 'passed') return { status: 'ok', word: 'passed' };
  if (code === 'SCENARIO_TIMEOUT') return { status: 'expired', word: 'timed out' };
  if (code === 'SCENARIO_STOPPED') return { status: 'idle', word: 'stopped' };
  if (status === 'skipped') return NOT_BEGUN;
  return { status: 'failed', word: status === 'failed' ? 'failed' : 'could not run' };
}
