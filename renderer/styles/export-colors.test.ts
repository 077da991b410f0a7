import { exportColors } from '@core/chain/picture/theme.ts';
import { describe, expect, it } from 'vitest';

// The test runner empties imported style sheets, so this one is read as a file. The page has no Node types.
const fs = (await import('node:fs' as string)) as { readFileSync(path: string, encoding: 'utf8'): string };
const { dirname } = import.meta as unknown as { dirname: string };
const css = fs.readFileSync(`${dirname}/tokens.css`, 'utf8');

function token(name: string, theme: 'light' | 'dark'): string | undefined {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\);`).exec(css) ?? [];
  return theme === 'light' ? light : dark;
}

describe.each(['light', 'dark'] as const)('an exported picture, %s', (theme) => {
  const colors = exportColors[theme];

  it('has the window’s colours', () => {
    const { page, card, text, text2, text3, lineStrong, accent } = colors;
    expect({ page, card, text, text2, text3, lineStrong, accent }).toEqual({
      page: token('bg-page', theme),
      card: token('bg-raised', theme),
      text: token('text', theme),
      text2: token('text-2', theme),
      text3: token('text-3', theme),
      lineStrong: token('line-strong', theme),
      accent: token('accent-text', theme),
    });
    const inks = { tokens: 'ok', sending: 'waiting' } as Record<string, string>;
    const tints = { tokens: 'ok', sending: 'waiting', idle: 'retried', guard: 'guard' } as Record<
      string,
      string
    >;
    for (const [mark, { ink, tint }] of Object.entries(colors.marks)) {
      expect(ink, mark).toBe(token(inks[mark] ?? mark, theme));
      expect(tint, mark).toBe(token(`${tints[mark] ?? mark}-tint`, theme));
    }
  });
});
