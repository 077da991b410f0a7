import { styleText } from 'node:util';
import type { Chain, Step, StepStatus } from '@core/chain/model.ts';
import type { TokenSet } from '@core/contract.ts';

const MARKS: Readonly<Record<StepStatus, string>> = {
  ok: '●',
  tokens: '●',
  error: '✕',
  failure: '✕',
  sending: '◌',
};
type Style = Parameters<typeof styleText>[0];
const STYLES: Readonly<Record<StepStatus, Style>> = {
  ok: 'green',
  tokens: 'green',
  error: 'red',
  failure: 'red',
  sending: 'blue',
};

/** The chain as a tree of lines: a step answers the one above it. */
export function treeOf(
  chain: Chain,
  {
    tokens,
    color,
    asExpected,
  }: { readonly tokens: readonly TokenSet[]; readonly color: boolean; readonly asExpected: boolean },
): string {
  const paint = (style: Style, text: string) => (color ? styleText(style, text) : text);
  const wide = Math.max(...chain.steps.map((step) => step.answers.length));
  const lines = [
    `${paint('bold', chain.username)} · ${chain.flow} · ${chain.target.name}`,
    paint('dim', chain.target.endpoint),
    '',
    ...chain.steps.flatMap((step, i) => stepLines(step, i === chain.steps.length - 1, wide, paint)),
    '',
    ...endLines(chain, tokens, asExpected, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function stepLines(
  step: Step,
  last: boolean,
  wide: number,
  paint: (style: Style, text: string) => string,
): string[] {
  const ms = step.timing === undefined ? '' : `${Math.round(step.timing.total)} ms`;
  const mark = paint(STYLES[step.status], MARKS[step.status]);
  const line = `${last ? '└─' : '├─'} ${mark} ${step.answers.padEnd(wide)}  ${ms.padStart(7)}  ${paint('dim', step.operation)}`;
  const rail = last ? '  ' : '│ ';
  const below = [step.summary, resultOf(step)]
    .filter((text) => text !== '')
    .map((text) => `${rail}     ${text}`);
  return [line, ...below];
}

function resultOf(step: Step): string {
  const { outcome } = step;
  if (outcome === undefined) return '';
  switch (outcome.kind) {
    case 'challenge':
      return `→ ${outcome.name}`;
    case 'tokens':
      return '→ TOKENS';
    case 'done':
      return '→ done';
    case 'error':
      return `→ ${outcome.code}: ${outcome.message}`;
    case 'failure':
      return `→ ${outcome.code}: ${outcome.detail}`;
  }
}

function endLines(
  chain: Chain,
  tokens: readonly TokenSet[],
  asExpected: boolean,
  paint: (style: Style, text: string) => string,
): string[] {
  const { length } = chain.steps;
  const total = `${length} ${length === 1 ? 'step' : 'steps'}, ${Math.round(chain.serviceMs)} ms with the service`;
  if (chain.status !== 'tokens' && asExpected) {
    return [paint('green', `No tokens, as expected of ${chain.username}: ${total}.`)];
  }
  if (chain.status !== 'tokens') {
    return [
      paint(
        'yellow',
        chain.pending === undefined ? `No tokens: ${total}.` : `Waiting for ${chain.pending.name}: ${total}.`,
      ),
    ];
  }
  const set = tokens.find((stored) => stored.chainId === chain.id);
  const rows = (set?.tokens ?? []).map(({ name, mask, expiresAt }) => {
    const until = expiresAt === undefined ? '' : `  until ${new Date(expiresAt).toISOString()}`;
    return `  ${name.padEnd(12)} ${mask}${until}`;
  });
  return [paint('green', `Tokens after ${total}.`), ...rows];
}
