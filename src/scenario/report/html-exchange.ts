import type { Step } from '../../chain/model.ts';
import { safe } from './html-text.ts';
import { tookText } from './summary.ts';

/** One exchange of a chain, folded: what was sent and what came, both masked already. */
export function exchangeHtml(step: Step): string {
  const { operation, answers, request, response, timing } = step;
  const about = operation === answers ? operation : `${operation} ${answers}`;
  const facts = [
    `${about} ${cameTo(step)}`,
    ...(response === undefined ? [] : [`HTTP ${response.status}`]),
    ...(timing === undefined ? [] : [tookText(timing.total)]),
    ...(response?.requestId === undefined ? [] : [`request id ${response.requestId}`]),
  ];
  const came =
    response === undefined
      ? ''
      : `<h2>Response</h2><pre tabindex="0">${safe(shown(response.body.text))}</pre>`;
  return (
    `<details class="exchange"><summary>${safe(facts.join(' · '))}</summary>` +
    `<h2>Request</h2><pre tabindex="0">${safe(shown(request.body.text))}</pre>${came}</details>`
  );
}

function cameTo({ outcome }: Step): string {
  switch (outcome?.kind) {
    case undefined:
      return '→ no answer';
    case 'challenge':
      return `→ ${outcome.name}`;
    case 'tokens':
      return '→ tokens';
    case 'done':
      return '→ done';
    case 'error':
      return `→ ${outcome.code}: ${outcome.message}`;
    case 'failure':
      return `→ ${outcome.code}: ${outcome.detail}`;
  }
}

/** JSON in lines where it is JSON. */
function shown(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
