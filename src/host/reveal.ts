import { valueAt } from '../chain/redact.ts';
import { toAwsCli } from '../evidence/aws-cli.ts';
import { toCurl } from '../evidence/curl.ts';
import { coreFault } from '../form/form.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { stepOf } from './chains.ts';
import type { LiveChain } from './live-chain.ts';
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

/** The step as a command line, masked or with its real values. */
export function commandLineOf(
  chain: LiveChain,
  stepId: string,
  format: 'curl' | 'aws-cli',
  secrets: 'masked' | 'revealed',
): string {
  const step = stepOf(chain, stepId);
  const sent = chain.events.find((event) => event.type === 'step.sent' && event.stepId === stepId);
  if (sent?.type !== 'step.sent') throw coreFault('STEP_UNKNOWN', 'This step is not part of the chain.');
  if (step.bare === true && secrets === 'revealed') throw notKept();
  const text = secrets === 'revealed' ? step.requestText : sent.request.body.text;
  if (format === 'curl') {
    const { method, url } = sent.request;
    const headers = secrets === 'revealed' ? step.requestHeaders : sent.request.headers;
    return toCurl({ method, url, headers, bodyText: text });
  }
  return toAwsCli(step.operation, objectOf(text, secrets === 'masked' && sent.request.body.cut), {
    endpoint: chain.target.endpoint,
    region: chain.target.region,
  });
}

/** The step came back from the history, which has its masked form alone. */
export function notKept() {
  return coreFault(
    'SECRET_UNKNOWN',
    'Only the masked form of this step is here: its values were not kept, or the key they were sealed with is gone.',
  );
}

function objectOf(text: string, cut: boolean): JsonObject {
  try {
    const value = JSON.parse(text) as JsonObject;
    return isJsonObject(value) ? value : {};
  } catch {
    throw cut
      ? coreFault(
          'REQUEST_TOO_LONG',
          'The masked request is cut for display. Copy it as cURL with secrets instead.',
        )
      : coreFault(
          'BODY_NOT_JSON',
          'This body is not JSON, and the AWS CLI takes JSON only. Copy it as cURL.',
        );
  }
}
