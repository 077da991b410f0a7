import { duration } from '../../chain/durations.ts';
import { cameOf } from '../../chain/diff/markdown.ts';
import type { Chain, Step } from '../../chain/model.ts';
import { printable, shortened } from '../../chain/picture/safe-text.ts';

/** Longest text on one arrow. */
const LONGEST = 80;
/** From here on a pause between steps is a person's, and worth a note. */
const PAUSE_MS = 1_000;

/**
 * The chain as a Mermaid sequence diagram: https://mermaid.js.org/syntax/sequenceDiagram.html. An arrow out and an arrow
 * back for each step; what failed comes back with a cross. Nothing in it that the window does not show.
 */
export function sequenceOf(chain: Chain): string {
  const lines = chain.steps.flatMap((step) => [
    ...before(step),
    `  C->>S: ${escaped(sent(step))}`,
    `  ${back(step)}`,
  ]);
  const waiting =
    chain.pending === undefined ? [] : [`  Note over C: waiting for ${escaped(chain.pending.name)}`];
  return [
    'sequenceDiagram',
    `  participant C as ${escaped(chain.username) || 'Client'}`,
    `  participant S as ${escaped(`Cognito, ${chain.target.name}`)}`,
    ...lines,
    ...waiting,
    '',
  ].join('\n');
}

function before(step: Step): string[] {
  const pause = step.thinkMs >= PAUSE_MS ? [`  Note over C: ${escaped(duration(step.thinkMs))} later`] : [];
  const holes = step.holes.map(({ detail }) => `  Note over C,S: ${escaped(detail)}`);
  const fork = step.branch === undefined ? [] : [`  Note over C: ${step.branch.kind} fork`];
  return [...pause, ...holes, ...fork];
}

function sent({ number, operation, answers }: Step): string {
  return operation === answers ? `${number}. ${operation}` : `${number}. ${operation} ${answers}`;
}

function back(step: Step): string {
  const { status, timing } = step;
  const arrow =
    status === 'sending' ? 'S--)C' : status === 'error' || status === 'failure' ? 'S--xC' : 'S-->>C';
  const took = timing === undefined ? '' : `, ${duration(timing.total)}`;
  return `${arrow}: ${escaped(`${cameOf(step)}${took}`)}`;
}

/** A line ends an arrow, `;` ends a line and `#` begins an entity: all ASCII but what is harmless goes as a number. */
function escaped(text: string): string {
  return shortened(printable(text), LONGEST).replace(/[\u0021-\u007e]/g, (sign) =>
    /[\w.,:()/]/.test(sign) ? sign : `#${sign.charCodeAt(0)};`,
  );
}
