import { duration } from '../durations.ts';
import type { Chain } from '../model.ts';
import { label } from './svg-text.ts';
import { shortened } from './safe-text.ts';
import type { ExportColors } from './theme.ts';

/** Height of the heading of an exported picture, pixels. */
export const HEAD = 56;

/** Who signed in, how, where and when, in two lines. */
export function headOf(chain: Chain): { title: string; facts: string } {
  const steps = `${chain.steps.length} ${chain.steps.length === 1 ? 'step' : 'steps'}`;
  return {
    title: [chain.username, chain.flow].filter(Boolean).join(' · '),
    facts: [
      chain.target.name,
      steps,
      `${duration(chain.serviceMs)} with the service`,
      `${duration(chain.thinkMs)} between`,
      new Date(chain.startedAt).toISOString(),
    ].join(' · '),
  };
}

/** The heading as SVG. @param width of the picture, pixels: longer lines are cut */
export function drawHead(chain: Chain, width: number, colors: ExportColors): string {
  const { title, facts } = headOf(chain);
  const room = width - 48;
  return [
    label(shortened(title, Math.floor(room / 8)), 24, 28, {
      fill: colors.text,
      'font-size': 14,
      'font-weight': 600,
    }),
    label(shortened(facts, Math.floor(room / 5.6)), 24, 46, { fill: colors.text3, 'font-size': 11 }),
  ].join('');
}
