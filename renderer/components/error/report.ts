import type { Chain } from '@core/chain/model.ts';
import { explainError } from '@core/errors/catalogue.ts';

/** What an administrator needs of the newest step to act on its error: plain text, nothing secret. */
export function reportOf({ steps, target, username }: Chain): string {
  const step = steps.at(-1);
  const outcome = step?.outcome;
  if (step === undefined || (outcome?.kind !== 'error' && outcome?.kind !== 'failure')) return '';
  const message = outcome.kind === 'error' ? outcome.message : outcome.detail;
  const known = explainError(outcome.code, message);
  const facts: (readonly [string, string | undefined])[] = [
    ['Error', `${outcome.code}: ${message}`],
    ['Operation', `${step.operation} (${step.answers})`],
    ['User', username],
    ['User pool', target.userPoolId],
    ['App client', target.clientId],
    ['Endpoint', target.endpoint],
    ['Sent', new Date(step.sentAt).toISOString()],
    ['Request id', step.response?.requestId],
    ['Meaning', known?.meaning],
    ['What helps', known?.tries.join(' ')],
  ];
  return facts
    .filter(([, text]) => text !== undefined && text !== '')
    .map(([name, text]) => `${name}: ${text ?? ''}`)
    .join('\n');
}
