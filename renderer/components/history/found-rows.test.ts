import { NO_ANNOTATIONS } from '@core/history/history.ts';
import { expect, it } from 'vitest';
import { sampleLine } from '../../testing/fake-search.ts';
import { dayWords, plainRows, rowsByDay } from './found-rows.ts';

const NOW = new Date(2026, 8, 10, 12, 0).getTime();
const DAY = 86_400_000;

it('names days as people do', () => {
  expect([0, 1, 3, 400].map((days) => dayWords(NOW - days * DAY, NOW))).toEqual([
    'Today',
    'Yesterday',
    'Monday 7 September',
    '6 August 2025',
  ]);
});

it('puts a heading wherever the day changes, also where an imported chain stands between', () => {
  const found = [NOW, NOW - 40 * DAY, NOW - 1_000].map((startedAt, at) => ({
    line: sampleLine(String(at), { startedAt }),
    annotations: NO_ANNOTATIONS,
  }));
  expect(rowsByDay(found, 40, NOW).map((row) => (row.kind === 'heading' ? row.text : row.place))).toEqual([
    'Today',
    0,
    'Saturday 1 August',
    1,
    'Today',
    2,
  ]);
});

it('numbers chains by their place, whatever stands between', () => {
  const found = [NOW, NOW - DAY].map((startedAt, at) => ({ line: sampleLine(String(at), { startedAt }) }));
  expect(plainRows(found, 52)).toMatchObject([
    { kind: 'chain', key: '0', height: 52, place: 0 },
    { kind: 'chain', key: '1', height: 52, place: 1 },
  ]);
});
