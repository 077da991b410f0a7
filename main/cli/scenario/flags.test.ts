import { describe, expect, it } from 'vitest';
import { limitIn, patternIn, reporterIn, secretFrom, shardIn } from './flags.ts';
import { clashOf } from './reporting.ts';

describe('flags of run', () => {
  it('take reporters one after the other, each with a file or without', () => {
    expect(reporterIn('junit:out/a:b.xml', reporterIn('list'))).toEqual([
      { name: 'list', file: undefined },
      { name: 'junit', file: 'out/a:b.xml' },
    ]);
    expect(() => reporterIn('pdf')).toThrow(/list, dot, junit, html, json, tap/);
    expect(() => reporterIn('html:')).toThrow();
  });

  it('refuse two reports in one place', () => {
    const flags = (...texts: string[]) =>
      texts.reduce<ReturnType<typeof reporterIn>>((all, text) => reporterIn(text, all), []);
    expect(clashOf(flags('list', 'junit', 'html:a.html'))).toBeUndefined();
    expect(clashOf(flags('tap', 'json'))).toContain('json:FILE');
    expect(clashOf(flags('list', 'dot'))).toContain('dot:FILE');
    expect(clashOf(flags('list', 'dot:progress.txt'))).toBeUndefined();
    expect(clashOf(flags('html:a', 'json:./a'))).toContain('same file');
  });

  it('take what stands behind the first = as a secret', () => {
    const secretIn = secretFrom({ A: 'not asked for' });
    expect(secretIn('B=', secretIn('A=b=c'))).toEqual({ values: { A: 'b=c', B: '' }, unset: [] });
    expect(() => secretIn('=x')).toThrow(/NAME=VALUE/);
    expect(() => secretIn('')).toThrow(/NAME=VALUE/);
  });

  it('take the variable of a name that stands alone, and nothing where there is none', () => {
    const secretIn = secretFrom({ SEED: 'of the environment', EMPTY: '' });
    const before = { values: { A: 'b' }, unset: [] };
    expect(secretIn('SEED', before).values).toEqual({ A: 'b', SEED: 'of the environment' });
    for (const name of ['NOWHERE', 'EMPTY'])
      expect(secretIn(name, before)).toEqual({ values: { A: 'b' }, unset: [name] });
  });

  it('say what is wrong with a shard, a time limit and a pattern', () => {
    expect(() => shardIn('3/2')).toThrow(/2\/4/);
    expect(limitIn('1.5m')).toBe('1.5m');
    for (const wrong of ['30', '0s', '-1s', ' 2s', 'soon']) expect(() => limitIn(wrong)).toThrow(/30s or 2m/);
    expect(() => patternIn('(')).toThrow(/regular expression/);
    expect(patternIn('MFA').test('sms_mfa')).toBe(true);
  });
});
