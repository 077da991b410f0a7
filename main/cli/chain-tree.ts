import { styleText } from 'node:util';
import type { Chain, Step, StepStatus } from '@core/chain/model.ts';
import { plain } from './plain-text.ts';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

export const MARKS: Readonly<Record<StepStatus, string>> = {
  ok: '●',
  tokens: '●',
  error: '✕',
  failure: '✕',
  sending: '◌',
};
const STYLES: Readonly<Record<StepStatus, Style>> = {
  ok: 'green',
  tokens: 'green',
  error: 'red',
  failure: 'red',
  sending: 'blue',
};

export function paintIn(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text) : text);
}

/** Whose sign-in it is and where it ran, then its steps, one below the other: each answers the one above or says which. */
export function treeLines(
  chain: Chain,
  paint: Paint,
  { ids = false }: { readonly ids?: boolean } = {},
): string[] {
  const { username, flow, target, steps } = chain;
  const wide = Math.max(...steps.map((step) => plain(step.answers).length));
  const who = username === '' ? 'unknown user' : username;
  return [
    `${paint('bold', plain(who))} · ${plain(flow)} · ${plain(target.name)}`,
    paint('dim', plain(target.endpoint)),
    '',
    ...steps.flatMap((step, at) =>
      stepLines(step, { above: steps[at - 1], all: steps, last: at === steps.length - 1, wide, ids, paint }),
    ),
  ];
}

interface Around {
  readonly above: Step | undefined;
  readonly all: readonly Step[];
  readonly last: boolean;
  readonly wide: number;
  readonly ids: boolean;
  readonly paint: Paint;
}

function stepLines(step: Step, { above, all, last, wide, ids, paint }: Around): string[] {
  // Nothing takes no time: nobody measured it.
  const ms =
    step.timing === undefined || step.timing.total === 0 ? '' : `${Math.round(step.timing.total)} ms`;
  const unknown = step.outcome?.kind === 'failure' && step.outcome.code === 'NOT_RECORDED';
  const mark = unknown ? '–' : paint(STYLES[step.status], MARKS[step.status]);
  const parent = step.parentId === above?.id ? undefined : all.find(({ id }) => id === step.parentId);
  const after = parent === undefined ? '' : ` after step ${parent.number}`;
  const answers = plain(step.answers).padEnd(wide);
  const line = `${last ? '└─' : '├─'} ${mark} ${answers}  ${ms.padStart(7)}  ${paint('dim', `${plain(step.operation)}${after}`)}`;
  const rail = last ? '  ' : '│ ';
  const { requestId } = step.response ?? {};
  const below = [
    step.summary,
    resultOf(step),
    ...(ids && requestId !== undefined ? [`request id ${requestId}`] : []),
    ...step.holes.map(({ kind, detail }) => `hole (${kind}): ${detail}`),
  ];
  return [line, ...below.filter((text) => text !== '').map((text) => `${rail}     ${plain(text)}`)];
}

function resultOf({ outcome }: Step): string {
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
