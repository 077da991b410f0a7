import { join } from 'node:path';
import { filledHistory, loadStore } from './history/fill.mjs';

const GOAL = 50;
const ROUNDS = 15;
const MOST = 50;

export const title = 'the first page of a search among 1,000,000 steps in 100,000 chains';

/** What people type, letter by letter where that costs most, and what is rare, common, both, or nowhere. */
const QUERIES = [
  '',
  'a',
  'an',
  'ann',
  'resp',
  'respond',
  'exam',
  'example',
  '"invalid code"',
  'incorrect password',
  'waits number',
  'nowhere-to-be-found',
  'error:CodeMismatchException',
  'error:Code*',
  'challenge:SMS_MFA',
  'user:ann',
  'user:ann.7919',
  'target:staging status:failed',
  'target:s status:tokens challenge:EMAIL_OTP',
  'status:waiting',
  'status:expired',
  'since:2d',
  'since:2026-06-01 before:2026-06-02',
  'took:>2s',
  'took:>2s status:tokens',
  'took:<10ms',
  'is:pinned tag:support',
  'tag:tag-3 ticket:sup-12500',
  'ticket:SUP*',
  '-status:tokens -error:CodeMismatchException',
  '-invalid status:failed',
  'user:kim error:NotAuthorizedException since:2026-03-01 -flow:CUSTOM_AUTH incorrect',
  'expired challenge:SMS_MFA target:production',
];

export default async function historySearch({ loadCore, quick }) {
  const store = await loadStore(loadCore);
  const { parseQuery } = await loadCore('src/history/query/parse.ts');
  const folder = await filledHistory(quick ? 10_000 : 100_000, store);
  const history = store.openHistoryFile(folder, { now: Date.now });
  const { chains, steps } = await history.size();
  const ms = [];
  const slow = [];
  for (const text of QUERIES) {
    const own = [];
    const { query, faults } = parseQuery(text, Date.UTC(2026, 11, 31));
    if (faults.length > 0) throw new Error(`${text} can’t be read.`);
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await history.search(query, { most: MOST });
      own.push(performance.now() - begun);
    }
    ms.push(...own);
    slow.push({ text, ms: at(own, 0.5) });
  }
  await history.close();
  const p95 = at(ms, 0.95);
  const words = (text) => (text === '' ? '(everything)' : text);
  return [
    `${chains.toLocaleString('en')} chains, ${steps.toLocaleString('en')} steps in ${join('.cache', folder.split('/').at(-1))}`,
    ...slow
      .sort((one, two) => two.ms - one.ms)
      .slice(0, 5)
      .map(
        ({ text, ms: median }) =>
          `slow: ${words(text).padEnd(44)} median ${median.toFixed(1).padStart(6)} ms`,
      ),
    `${QUERIES.length} queries, ${ROUNDS} rounds: median ${at(ms, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (goal: below ${GOAL}: ${p95 < GOAL ? 'met' : 'MISSED'}), worst ${Math.max(...ms).toFixed(1)} ms`,
  ];
}

function at(values, share) {
  return [...values].sort((one, two) => one - two)[Math.ceil(values.length * share) - 1];
}
