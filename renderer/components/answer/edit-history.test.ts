import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amended, edited, historyOf, redone, rested, undone, type History } from './edit-history.ts';

const edit = fc.record({
  to: fc.integer(),
  kind: fc.constantFrom('input:USERNAME', 'json', 'header'),
  after: fc.integer({ min: 0, max: 2_000 }),
});

function all<T>(history: History<T>, step: (one: History<T>) => History<T>): History<T> {
  let last = history;
  for (let next = step(last); next !== last && next.now !== undefined; next = step(last)) {
    if (next.past.length === last.past.length) return last;
    last = next;
  }
  return last;
}

describe('the history of edits', () => {
  it('undoes any sequence of edits to the start, and redoes it to the end', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(edit, { maxLength: 40 }), (start, edits) => {
        let at = 0;
        let history = historyOf({ value: start });
        for (const { to, kind, after } of edits)
          history = edited(history, { value: to }, kind, (at += after));
        const end = history.now;
        const back = all(history, undone);
        expect(back.now).toEqual({ value: start });
        expect(back.past).toEqual([]);
        const forth = all(back, redone);
        expect(forth.now).toBe(end);
        expect(forth.past).toEqual(history.past);
      }),
    );
  });

  it('undoes and redoes in any order without losing a state', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(edit, fc.constantFrom('undo', 'redo')), { maxLength: 60 }), (steps) => {
        let at = 0;
        let history = historyOf(0);
        for (const step of steps) {
          const before = history;
          if (step === 'undo') history = undone(history);
          else if (step === 'redo') history = redone(history);
          else history = edited(history, step.to, step.kind, (at += step.after));
          if (step === 'undo' && before.past.length > 0) expect(redone(history).now).toBe(before.now);
          if (step === 'redo' && before.future.length > 0) expect(undone(history).now).toBe(before.now);
        }
      }),
    );
  });

  it('takes a burst of typing in one place as one edit', () => {
    let history = edited(historyOf(''), 'a', 'input:X', 0);
    history = edited(history, 'ab', 'input:X', 300);
    history = edited(history, 'ab!', 'input:Y', 400);
    history = edited(history, 'ab!!', 'input:Y', 1_300);
    expect(history.past).toEqual(['', 'ab', 'ab!']);
    const left = edited(rested(history), 'ab!!!', 'input:Y', 1_310);
    expect(undone(left).now).toBe('ab!!');
    // After going back typing is an edit of its own, and what was undone is gone.
    history = edited(undone(history), 'abc', 'input:Y', 1_350);
    expect(history).toMatchObject({ past: ['', 'ab', 'ab!'], now: 'abc', future: [] });
  });

  it('forgets nothing and adds nothing when a state is only told otherwise', () => {
    const history = edited(historyOf('a'), 'b', 'x', 0);
    expect(undone(amended(history, 'B')).now).toBe('a');
    expect(edited(history, history.now, 'x', 0)).toBe(history);
  });
});
