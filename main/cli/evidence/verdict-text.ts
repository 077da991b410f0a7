import type { Verdict } from '@core/evidence/verdict.ts';
import { paintIn, type Style } from '../chain-tree.ts';
import { plain } from '../plain-text.ts';

const WORDS: Readonly<Record<Verdict['kind'], { readonly word: string; readonly style: Style }>> = {
  same: { word: 'Same', style: 'green' },
  different: { word: 'Different', style: 'yellow' },
  unknown: { word: 'Can’t tell', style: 'yellow' },
  running: { word: 'Not run to its end', style: 'yellow' },
  stopped: { word: 'Stopped', style: 'yellow' },
};

/** The verdict on a reproduction, in one line: which step, and why. */
export function verdictText({ kind, number, of, because }: Verdict, color: boolean): string {
  const { word, style } = WORDS[kind];
  const at = kind === 'different' && number !== undefined ? ` at step ${number} of ${of}` : '';
  return `${paintIn(color)(style, `${word}${at}.`)} ${plain(because)}\n`;
}
