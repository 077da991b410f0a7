import { describe, expect, it } from 'vitest';

// The test runner empties imported style sheets, so this one is read as a file. The page has no Node types.
const fs = (await import('node:fs' as string)) as { readFileSync(path: string, encoding: 'utf8'): string };
const { dirname } = import.meta as unknown as { dirname: string };
const css = fs.readFileSync(`${dirname}/tokens.css`, 'utf8');

type Theme = 'light' | 'dark';
type Contrast = 'normal' | 'high';

/** What a text has to reach against its ground: WCAG 1.4.3 (AA), and 1.4.6 (AAA) in high contrast. */
const TEXT_RATIO: Readonly<Record<Contrast, number>> = { normal: 4.5, high: 7 };

/** `--name: light-dark(#a, #b)` and `--name: #a` of the first :root block, and of that of high contrast over it. */
function colours(theme: Theme, level: Contrast): Map<string, string> {
  const found = new Map<string, string>();
  const high = css.indexOf(":root[data-contrast='high']");
  read(css.slice(css.indexOf(':root'), css.indexOf("[data-theme='light']")), theme, found);
  if (level === 'high') read(css.slice(high, css.indexOf('}', high)), theme, found);
  return found;
}

function read(root: string, theme: Theme, found: Map<string, string>): void {
  for (const [, name, light, dark] of root.matchAll(/(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)) {
    found.set(name ?? '', (theme === 'light' ? light : dark) ?? '');
  }
  for (const [, name, both] of root.matchAll(/(--[\w-]+): (#\w{6});/g)) found.set(name ?? '', both ?? '');
}

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['--bg-frame', '--bg-page', '--bg-raised', '--bg-input', '--bg-hover', '--bg-overlay'];
const TEXTS = [
  '--text',
  '--text-2',
  '--text-3',
  '--accent-text',
  '--ok',
  '--failed',
  '--waiting',
  '--expired',
  '--retried',
  '--guard',
  '--idle',
  '--code-key',
  '--code-string',
  '--code-number',
  '--code-literal',
  '--code-punctuation',
];
const TINTED = [
  ['--ok', '--ok-tint'],
  ['--failed', '--failed-tint'],
  ['--waiting', '--waiting-tint'],
  ['--expired', '--expired-tint'],
  ['--guard', '--guard-tint'],
  ['--retried', '--retried-tint'],
  ['--idle', '--retried-tint'],
  ['--code-secret', '--retried-tint'],
  ['--accent-text', '--accent-tint'],
  ['--text', '--bg-active'],
  ['--text-2', '--bg-active'],
  ['--text-3', '--bg-active'],
  ['--text-on-accent', '--accent'],
  ['--text-on-accent', '--accent-hover'],
] as const;
const EDGES = [
  ['--line-control', '--bg-page'],
  ['--line-control', '--bg-input'],
  ['--focus', '--bg-page'],
  ['--focus', '--bg-frame'],
  ['--focus', '--bg-overlay'],
] as const;

/** Lines between parts: seen without being looked for in high contrast only. */
const LINES = [
  ['--line', '--bg-page'],
  ['--line', '--bg-frame'],
  ['--line-strong', '--bg-overlay'],
] as const;

const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  (['normal', 'high'] as const).map((level) => [theme, level] as const),
);

describe.each<readonly [Theme, Contrast]>(LOOKS)('tokens, %s, %s contrast', (theme, level) => {
  const of = colours(theme, level);
  const needed = TEXT_RATIO[level];
  const value = (name: string): string => {
    const found = of.get(name);
    if (found === undefined) throw new Error(`${name} is not a colour`);
    return found;
  };

  it.each(TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface] as const)))(
    '%s on %s reads',
    (text, surface) => {
      expect(contrast(value(text), value(surface))).toBeGreaterThanOrEqual(needed);
    },
  );
  it.each(TINTED)('%s on %s reads', (text, surface) => {
    expect(contrast(value(text), value(surface))).toBeGreaterThanOrEqual(needed);
  });
  it.each(level === 'high' ? LINES : [])('%s shows against %s (3:1)', (edge, surface) => {
    expect(contrast(value(edge), value(surface))).toBeGreaterThanOrEqual(3);
  });
  it.each(EDGES)('%s shows against %s (3:1)', (edge, surface) => {
    expect(contrast(value(edge), value(surface))).toBeGreaterThanOrEqual(3);
  });
});
