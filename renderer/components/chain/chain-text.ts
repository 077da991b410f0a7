import { duration } from '@core/chain/durations.ts';
import type { Chain } from '@core/chain/model.ts';
import { failureCode, shownStep } from '@core/chain/marks.ts';

/** The chain as lines of plain text, for a ticket or a message. Only what the window shows: every secret masked. */
export function chainAsText(chain: Chain): string {
  const { target } = chain;
  const head = [
    [chain.username, chain.flow].filter(Boolean).join(' · '),
    `${target.name} · ${target.endpoint} · ${new Date(chain.startedAt).toISOString()}`,
  ];
  const steps = chain.steps.map((step) => {
    const result = failureCode(step) ?? shownStep(step).word;
    const time = step.timing ? duration(step.timing.total) : '';
    const id = step.response?.requestId ? `request id ${step.response.requestId}` : '';
    return [`${step.number}. ${step.answers}`, step.summary, result, time, id].filter(Boolean).join(' · ');
  });
  const pending = chain.pending ? [`waiting: ${chain.pending.name}`] : [];
  return [...head, '', ...steps, ...pending, ''].join('\n');
}
