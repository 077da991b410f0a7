import type { Mark } from '../mark-paths.ts';

export type ExportTheme = 'dark' | 'light';

interface MarkColors {
  readonly ink: string;
  readonly tint: string;
}

/** What an exported picture is painted with. */
export interface ExportColors {
  readonly page: string;
  readonly card: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly lineStrong: string;
  readonly accent: string;
  readonly marks: Readonly<Record<Mark, MarkColors>>;
}

/**
 * The window's colours as a picture outside the window needs them: no style sheet goes with it. A test holds them to
 * the window's own.
 */
export const exportColors: Readonly<Record<ExportTheme, ExportColors>> = {
  light: {
    page: '#ffffff',
    card: '#fafafb',
    text: '#191a1e',
    text2: '#50545e',
    text3: '#646873',
    lineStrong: '#d2d4db',
    accent: '#474eb8',
    marks: {
      ok: { ink: '#1a7437', tint: '#e7f5eb' },
      tokens: { ink: '#1a7437', tint: '#e7f5eb' },
      failed: { ink: '#c0262d', tint: '#fdecec' },
      waiting: { ink: '#0b66c2', tint: '#e6f1fc' },
      sending: { ink: '#0b66c2', tint: '#e6f1fc' },
      expired: { ink: '#8a5a00', tint: '#fdf3e0' },
      retried: { ink: '#6a6485', tint: '#f0eff5' },
      guard: { ink: '#8a5a00', tint: '#fdf3e0' },
      idle: { ink: '#646873', tint: '#f0eff5' },
    },
  },
  dark: {
    page: '#121316',
    card: '#18191d',
    text: '#e8e9ec',
    text2: '#a9adb7',
    text3: '#8d929d',
    lineStrong: '#363941',
    accent: '#a3a9f5',
    marks: {
      ok: { ink: '#4cc078', tint: '#14261b' },
      tokens: { ink: '#4cc078', tint: '#14261b' },
      failed: { ink: '#ff7b76', tint: '#2e1718' },
      waiting: { ink: '#5fb0ff', tint: '#12243a' },
      sending: { ink: '#5fb0ff', tint: '#12243a' },
      expired: { ink: '#e3ab4a', tint: '#2b2111' },
      retried: { ink: '#a8a1c6', tint: '#221f2d' },
      guard: { ink: '#e3ab4a', tint: '#2b2111' },
      idle: { ink: '#8d929d', tint: '#221f2d' },
    },
  },
};
