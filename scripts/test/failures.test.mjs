import { expect, test } from 'vitest';
import { failuresFrom, failureText, storyFailures, unitFailures } from './failures.mjs';
import { root } from '../setup/paths.mjs';

test('names each unit test that failed with its file and error, and files that could not be read', () => {
  const failures = unitFailures({
    testResults: [
      {
        name: `${root}/src/a.test.ts`,
        status: 'failed',
        message: '',
        assertionResults: [
          { fullName: 'adds', status: 'passed', failureMessages: [] },
          {
            fullName: 'takes away',
            status: 'failed',
            failureMessages: ['\u001b[31mError: 1\u001b[39m\n\n  at x'],
          },
        ],
      },
      { name: `${root}/src/b.test.ts`, status: 'failed', message: 'SyntaxError', assertionResults: [] },
      { name: `${root}/src/c.test.ts`, status: 'passed', message: '', assertionResults: [] },
    ],
  });
  expect(failures).toEqual([
    { file: 'src/a.test.ts', title: 'takes away', error: 'Error: 1\n  at x' },
    { file: 'src/b.test.ts', title: 'the file itself', error: 'SyntaxError' },
  ]);
});

test('names each story that failed, however deep, with where it failed, and trouble outside stories', () => {
  const error = { message: 'expect failed', location: { file: `${root}/e2e/stories/x.spec.ts`, line: 7 } };
  const failed = {
    file: 'x.spec.ts',
    title: 'signs in',
    ok: false,
    tests: [{ results: [{ errors: [error] }] }],
  };
  const failures = storyFailures({
    config: { rootDir: `${root}/e2e/stories` },
    suites: [{ specs: [{ ...failed, ok: true }], suites: [{ specs: [failed] }] }],
    errors: [{ message: 'no worker' }],
  });
  expect(failures).toEqual([
    {
      file: 'e2e/stories/x.spec.ts',
      title: 'signs in',
      error: 'expect failed\n    at e2e/stories/x.spec.ts:7',
    },
    { file: 'e2e', title: 'outside any story', error: 'no worker' },
  ]);
});

test('a long error keeps its head and its place', () => {
  const message = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const [failure] = storyFailures({ errors: [{ message, location: { file: `${root}/e2e/y.ts`, line: 3 } }] });
  const lines = failureText(failure ?? { file: '', title: '', error: '' }).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('e2e › outside any story');
  expect(lines.at(-1)).toMatch(/at e2e\/y\.ts:3$/);
});

test('a run without a report names nothing', () => {
  expect(failuresFrom('/not/there.json', unitFailures)).toEqual([]);
});
