import { valueAt } from '../chain/redact.ts';
import type { CopyFormat } from '../contract/report.ts';
import { languageNamed } from '../evidence/snippets/index.ts';
import { snippetStep } from '../evidence/snippets/step.ts';
import { coreFault } from '../form/form.ts';
import { type LiveChain, stepOf } from './live-chain.ts';
import type { Clipboard, Clock } from './ports.ts';

/** How long a copied secret stays on the clipboard. */
export const CLIPBOARD_MS = 60_000;

/**
 * One masked value of one body.
 * @throws CoreFault SECRET_UNKNOWN when nothing stands at the pointer
 */
export function revealed(
  chain: LiveChain,
  spot: { readonly stepId: string; readonly side: 'request' | 'response'; readonly pointer: string },
): string {
  const step = stepOf(chain, spot.stepId);
  if (step.bare === true) throw notKept();
  const value = valueAt(spot.side === 'request' ? step.requestText : step.responseText, spot.pointer);
  if (value === undefined) throw coreFault('SECRET_UNKNOWN', 'There is no value at this place any more.');
  return value;
}

/** Copies and clears: only if the clipboard still holds what was put there. */
export async function copyAndClear(clipboard: Clipboard, clock: Clock, text: string): Promise<null> {
  await clipboard.write(text);
  clock.after(CLIPBOARD_MS, async () => {
    if ((await clipboard.read()) === text) await clipboard.write('');
  });
  return null;
}

/**
 * The step as code in another language, with variables for its secrets; `revealed` sets them in front.
 * @throws CoreFault STEP_UNKNOWN; SECRET_UNKNOWN where the values are not kept; REQUEST_TOO_LONG for a masked request
 *   that is cut for display; what the language throws
 */
export function snippetOf(
  chain: LiveChain,
  stepId: string,
  format: CopyFormat,
  secrets: 'masked' | 'revealed',
): string {
  const step = stepOf(chain, stepId);
  const sent = chain.events.find((event) => event.type === 'step.sent' && event.stepId === stepId);
  if (sent?.type !== 'step.sent') throw coreFault('STEP_UNKNOWN', 'This step is not part of the chain.');
  const { method, url, headers, body } = sent.request;
  if (secrets === 'masked' && body.cut)
    throw coreFault(
      'REQUEST_TOO_LONG',
      'The masked request is cut for display. Copy it with secrets instead.',
    );
  const { region, profile } = chain.target;
  const masked = { operation: step.operation, method, url, headers, body, region, profile };
  const written = languageNamed(format);
  if (secrets === 'masked') return written.write(snippetStep(masked));
  if (step.bare === true) throw notKept();
  // What came in without its secrets, or was kept without a keychain, is held as it is masked.
  if (step.bare === true && body.secrets.length > 0)
    throw coreFault('SECRET_UNKNOWN', 'The secrets of this step are not kept here. Copy it without them.');
  const real = { text: step.requestText, headers: step.requestHeaders };
  return written.write(snippetStep({ ...masked, real }));
}

/** The step came back from the history, which has its masked form alone. */
export function notKept() {
  return coreFault(
    'SECRET_UNKNOWN',
    'Only the masked form of this step is here: its values were not kept, or the key they were sealed with is gone.',
  );
}
