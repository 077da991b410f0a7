import type { ChainEvent } from '@core/chain/event.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { plain, plainLines } from '../plain-text.ts';

/** Every exchange of a case as it travelled, all secrets masked. */
export function debugText({ title, chains, earlier = [] }: ScenarioResult): string {
  const own = chains.flat().flatMap(eventLines);
  return [
    ...earlier.map(debugText),
    `# ${plain(title)}\n`,
    ...own.map((line) => `${plainLines(line)}\n`),
  ].join('');
}

function eventLines(event: ChainEvent): string[] {
  if (event.type === 'step.sent') {
    const { method, url, headers, body } = event.request;
    return [`> ${method} ${url}`, ...headers.map(([name, value]) => `> ${name}: ${value}`), `> ${body.text}`];
  }
  if (event.type !== 'step.ended') return [];
  const { response, outcome, timing } = event;
  if (response === undefined)
    return [outcome.kind === 'failure' ? `< ${outcome.code}: ${outcome.detail}` : '< nothing'];
  return [
    `< ${String(response.status)} ${response.statusText} ${String(Math.round(timing.total))} ms`,
    ...response.headers.map(([name, value]) => `< ${name}: ${value}`),
    `< ${response.body.text}`,
  ];
}
