import type { WantedFault } from '../../admin/test-users/wanted.ts';
import { coreFault } from '../../form/form.ts';

/** As they stand in a file; what is of no line comes first. */
export function inOrder(faults: readonly WantedFault[]): readonly WantedFault[] {
  return faults.toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}

/** All of them, a line each, as one TEST_USERS_INPUT. */
export function inputFault(faults: readonly WantedFault[]): Error {
  const lines = faults.map(({ detail, line, column, field }) => {
    if (line === undefined) return detail;
    const across = column === undefined ? field : String(column);
    return `Line ${String(line)}${across === undefined ? '' : `, column ${across}`}: ${detail}`;
  });
  return coreFault('TEST_USERS_INPUT', lines.join('\n'), faults[0]?.field);
}
