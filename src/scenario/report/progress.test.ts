import { describe, expect, it } from 'vitest';
import { dotProgress } from './dot.ts';
import { listProgress } from './list.ts';
import type { ProgressOut } from './progress.ts';
import { ALL, ERROR, FAILED, PASSED } from './testing/some-results.ts';
import { summaryOf } from './testing/any-result.ts';

function screen(columns?: number): { out: ProgressOut; text(): string } {
  let text = '';
  return {
    text: () => text,
    out: {
      write: (more) => void (text += more),
      paint: (_, painted) => painted,
      plain: (any) => any,
      columns,
    },
  };
}

const THOUSAND = Array.from({ length: 1_000 }, (_, at) =>
  at === 333 ? FAILED : at === 666 ? ERROR : { ...PASSED, title: `user ${String(at)}` },
);

function said(results: readonly (typeof ALL)[number][], kind: typeof listProgress, columns?: number): string {
  const { out, text } = screen(columns);
  const progress = kind(out);
  const summary = summaryOf(results);
  progress.begin(summary);
  for (const result of results) {
    progress.began(result.title);
    progress.ended(result);
  }
  progress.end(summary);
  return text();
}

describe('the list', () => {
  it('has a line for each of a few, and what broke in full at the end', () => {
    const text = said(ALL, listProgress);
    expect(text).toContain('✓ ann by SRP 40 ms\n');
    expect(text).toContain('✕ bob by SMS · bob 40 ms bob.yaml:9\n');
    expect(text).toContain('↻ fay at the second try flaky: attempt 2 passed');
    expect(text).toContain('1) bob by SMS · bob bob.yaml:9\n');
    expect(text).toContain('          expected  EMAIL_OTP\n          got       SMS_MFA\n');
    expect(text).toMatch(
      /2 passed · 1 failed · 1 could not run · 1 flaky · 1 not begun · 1\.2 s · 2 workers\n$/,
    );
  });

  it('stays a screen long with a thousand', () => {
    const lines = said(THOUSAND, listProgress).split('\n');
    expect(lines.length).toBeLessThan(60);
    expect(lines.filter((line) => line.startsWith('✕ '))).toEqual(['✕ bob by SMS · bob 40 ms bob.yaml:9']);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(120);
  });

  it('writes over one line where a person looks, and never past its end', () => {
    const text = said(THOUSAND, listProgress, 60);
    const live = text
      .split('\n')
      .flatMap((line) => line.split('\r\u001b[2K'))
      .filter((part) => /^\d+\/1000/.test(part));
    expect(live.length).toBeGreaterThan(1_000);
    expect(Math.max(...live.map(({ length }) => length))).toBeLessThan(60);
    expect(text.split('\n').length).toBeLessThan(60);
  });
});

describe('the dots', () => {
  it('are one sign a case', () => {
    expect(said(ALL, dotProgress).split('\n')[0]).toBe('.FER-');
    const lines = said(THOUSAND, dotProgress).split('\n');
    expect(lines[0]).toBe('.'.repeat(80));
    expect(lines.slice(0, 13).join('')).toHaveLength(1_000);
  });
});
