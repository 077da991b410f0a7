import type { ScenarioStatus } from '../result.ts';
import { createFailures } from './failures.ts';
import type { Progress, ProgressOut } from './progress.ts';
import { isOverTime } from './words.ts';

const SIGNS: Readonly<Record<ScenarioStatus, string>> = {
  passed: '.',
  failed: 'F',
  error: 'E',
  skipped: '-',
};
const DOTS_A_LINE = 80;

/** One sign a case: `.` passed, `F` failed, `E` could not run, `T` timed out, `R` passed at a later attempt, `-` not begun. */
export function dotProgress(out: ProgressOut): Progress {
  const failures = createFailures(out);
  let dots = 0;
  return {
    begin: () => undefined,
    began: () => undefined,
    ended(result) {
      failures.note(result);
      const sign = result.flaky ? 'R' : isOverTime(result) ? 'T' : SIGNS[result.status];
      const style = result.flaky
        ? 'yellow'
        : result.status === 'passed'
          ? 'green'
          : result.status === 'skipped'
            ? 'dim'
            : 'red';
      out.write(out.paint(style, sign));
      dots += 1;
      if (dots % DOTS_A_LINE === 0) out.write('\n');
    },
    end(summary) {
      if (dots % DOTS_A_LINE !== 0) out.write('\n');
      failures.end(summary);
    },
  };
}
