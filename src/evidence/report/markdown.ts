import { duration } from '../../chain/durations.ts';
import { cameOf } from '../../chain/diff/markdown.ts';
import { type Chain, chainOf, type Step } from '../../chain/model.ts';
import type { Annotations } from '../../history/history.ts';
import type { ExportFormat, ExportInput } from '../export/format.ts';
import { isRecorded } from '../verdict.ts';
import { block, cell, code } from './markdown-text.ts';
import { sequenceOf } from './sequence.ts';

/** A chain for a ticket: what happened in which order, the codes, and the request ids that AWS support asks for. */
export const markdownFormat: ExportFormat = {
  id: 'markdown',
  title: 'Markdown',
  extension: 'md',
  says: 'For a ticket: the sequence, the codes and the request ids.',
  unredacted: false,
  write: async (input) => new TextEncoder().encode(markdownOf(input)),
};

export function markdownOf({ chains, exportedAt, version }: ExportInput): string {
  const parts = chains.flatMap(({ events, annotations }) => {
    const chain = chainOf(events);
    return chain === undefined ? [] : [chainPart(chain, annotations)];
  });
  const foot = `_Written by Countersign ${version} at ${iso(exportedAt)}. Nothing secret is in it._`;
  return `${[...parts, foot].join('\n\n')}\n`;
}

function chainPart(chain: Chain, annotations: Annotations): string {
  return [
    `# ${[chain.username, chain.flow, result(chain)].filter(Boolean).map(code).join(' · ')}`,
    facts(chain, annotations),
    ...problems('What was refused', chain, ({ outcome }) => outcome?.kind === 'error'),
    ...problems('What failed', chain, (step) => step.outcome?.kind === 'failure' && isRecorded(step)),
    '## Sequence',
    `\`\`\`mermaid\n${sequenceOf(chain)}\`\`\``,
    '## Steps',
    steps(chain),
    ...holes(chain),
    ...notes(annotations),
  ].join('\n\n');
}

/** In one word or AWS's own. */
function result({ status, failure, pending }: Chain): string {
  switch (status) {
    case 'failed':
      return failure ?? 'failed';
    case 'waiting':
      return `waiting for ${pending?.name ?? 'an answer'}`;
    default:
      return status;
  }
}

function facts(chain: Chain, { ticket, tags }: Annotations): string {
  const { target, imported } = chain;
  const rows: readonly (readonly [string, string])[] = [
    ['Target', `${cell(target.name)}${target.production ? ', production' : ''}`],
    ['Endpoint', code(target.endpoint)],
    ['App client', code(target.clientId)],
    ...(target.userPoolId === undefined ? [] : [['User pool', code(target.userPoolId)] as const]),
    ['Started', `${iso(chain.startedAt)}`],
    [
      'Took',
      `${duration(chain.serviceMs)} with the service${chain.thinkMs < 1_000 ? '' : `, ${duration(chain.thinkMs)} between the steps`}`,
    ],
    ...(imported === undefined
      ? []
      : [
          [
            'Came from',
            code([imported.name, imported.tool, imported.place].filter(Boolean).join(', ')),
          ] as const,
        ]),
    ...(ticket === '' ? [] : [['Ticket', code(ticket)] as const]),
    ...(tags.length === 0 ? [] : [['Tags', tags.map(code).join(', ')] as const]),
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

/** What went wrong, before anything else. A step whose answer nobody wrote down did not: it is a hole. */
function problems(title: string, chain: Chain, isOne: (step: Step) => boolean): string[] {
  const lines = chain.steps.filter(isOne).flatMap((step) => {
    const { outcome, number, response } = step;
    if (outcome?.kind !== 'error' && outcome?.kind !== 'failure') return [];
    const says = outcome.kind === 'error' ? outcome.message : outcome.detail;
    const id = response?.requestId === undefined ? '' : `, request id ${code(response.requestId)}`;
    return [
      `- Step ${number}, ${code(step.answers)}: **${code(outcome.code)}**${says === '' ? '' : `, ${code(says)}`}${id}`,
    ];
  });
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

function steps(chain: Chain): string {
  return [
    '| # | Operation | Answers | With | Came | Status | Took | Sent at | Request id |',
    '|---|---|---|---|---|---|---|---|---|',
    ...chain.steps.map(stepRow),
  ].join('\n');
}

function stepRow(step: Step): string {
  const { number, operation, answers, summary, response, timing, sentAt } = step;
  const cells = [
    String(number),
    code(operation),
    operation === answers ? '' : code(answers),
    code(summary),
    code(cameOf(step)),
    response === undefined ? '' : String(response.status),
    timing === undefined ? '' : duration(timing.total),
    iso(sentAt),
    response?.requestId === undefined ? '' : code(response.requestId),
  ];
  return `| ${cells.join(' | ')} |`;
}

function holes(chain: Chain): string[] {
  const lines = chain.steps.flatMap((step) =>
    missingIn(step).map((detail) => `- Step ${step.number}: ${cell(detail)}`),
  );
  return lines.length === 0 ? [] : ['## What is missing', lines.join('\n')];
}

/** That there is no answer is told, too, where no hole says so. */
function missingIn(step: Step): string[] {
  const told = step.holes.map(({ detail }) => detail);
  if (isRecorded(step) || step.holes.some(({ kind }) => kind === 'response')) return told;
  return ['The source holds no answer to this request.', ...told];
}

function notes({ notes: text }: Annotations): string[] {
  return text.trim() === '' ? [] : ['## Notes', block(text)];
}

function iso(at: number): string {
  return Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : 'unknown';
}
