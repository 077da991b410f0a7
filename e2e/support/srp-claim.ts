import { createHmac } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { valueOf } from './bridge.ts';
import { jsonEditor, requestJson } from './steps.ts';

/**
 * Writes a TIMESTAMP into the answer of PASSWORD_VERIFIER and a signature over it, as a client that writes it so would
 * send them: what the console holds of the exchange is revealed for that.
 */
export async function claimOver(page: Page, timestamp: string): Promise<void> {
  const [{ chainId } = { chainId: '' }] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
  const events = await valueOf<{ stepId?: string }[]>(page, 'chain.events', { chainId });
  const from = { kind: 'step', chainId, stepId: events.at(-1)?.stepId };
  const line = async (name: string) =>
    (await valueOf<{ value: string }>(page, 'lens.srpReveal', { from, line: name })).value;
  const message = Buffer.concat([
    Buffer.from((await line('group')) + (await line('identity'))),
    Buffer.from(await line('secretBlock'), 'base64'),
    Buffer.from(timestamp),
  ]);
  const signature = createHmac('sha256', Buffer.from(await line('key'), 'hex'))
    .update(message)
    .digest('base64');
  await expect(jsonEditor(page)).toHaveValue(/"PASSWORD_CLAIM_SIGNATURE"/);
  const body = (await requestJson(page)) as { ChallengeResponses: Record<string, string> };
  body.ChallengeResponses['TIMESTAMP'] = timestamp;
  body.ChallengeResponses['PASSWORD_CLAIM_SIGNATURE'] = signature;
  await jsonEditor(page).fill(JSON.stringify(body, null, 2));
}

/** A moment as TIMESTAMP has it, but for the day, which stays padded as `Date` writes it. */
export function paddedTimestamp(date: Date): string {
  return date.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 UTC $4');
}
