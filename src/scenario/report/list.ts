import { createFailures, resultLine } from './failures.ts';
import type { Progress, ProgressOut } from './progress.ts';
import { counted, countsText, NO_COUNTS, type RunCounts } from './summary.ts';

/** Up to so many cases each gets its line; beyond that only what did not pass does. */
const A_LINE_EACH = 50;
const DOTS_A_LINE = 50;
/** Back to the line's begin, and clear it. */
const AGAIN = '\r\u001b[2K';

/**
 * What did not pass, a line each as it happens. Between them a live line where a person looks, dots where a file is
 * written: a thousand cases are twenty lines. At the end what broke in full, and the sum.
 */
export function listProgress(out: ProgressOut): Progress {
  const failures = createFailures(out);
  const { columns, paint, plain } = out;
  let counts: RunCounts = NO_COUNTS;
  let planned = 0;
  let dots = 0;

  const breakDots = () => {
    if (dots % DOTS_A_LINE !== 0) out.write('\n');
    dots = 0;
  };
  const live = (title: string) => {
    if (columns === undefined) return;
    const at = `${counts.total}/${planned} · ${countsText(counts)} · `;
    const line = (at + plain(title)).slice(0, columns - 1);
    out.write(AGAIN + paint('dim', line));
  };

  return {
    begin(plan) {
      ({ planned } = plan);
      out.write(`Running ${planned} ${planned === 1 ? 'scenario' : 'scenarios'}\n`);
    },
    began: live,
    ended(result) {
      counts = counted(counts, result);
      failures.note(result);
      const { status, flaky } = result;
      const told = planned <= A_LINE_EACH || (status !== 'passed' && status !== 'skipped') || flaky;
      if (columns !== undefined) {
        if (told) out.write(`${AGAIN}${resultLine(result, out)}\n`);
        live(result.title);
        return;
      }
      if (told) {
        breakDots();
        out.write(`${resultLine(result, out)}\n`);
      } else {
        out.write('.');
        dots += 1;
        if (dots % DOTS_A_LINE === 0) out.write(` ${counts.total}/${planned}\n`);
      }
    },
    end(summary) {
      if (columns === undefined) breakDots();
      else out.write(AGAIN);
      failures.end(summary);
    },
  };
}
