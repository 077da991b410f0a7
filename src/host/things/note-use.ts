import { readCredential } from '../../chain/credential.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { signCountIn } from '../beside.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { StoredThing } from './stored.ts';
import { isAt } from './for-user.ts';
import type { Things } from './things.ts';

/** Notes in the vault which things an accepted answer used: when, and how far a passkey has counted. */
export async function noteUse(
  things: Things,
  chain: LiveChain,
  step: StepRecord,
  now: number,
): Promise<void> {
  if (step.asked === undefined && step.tokens === undefined) return;
  const seedNow = chain.remembered.get('TOTP_SECRET')?.thing;
  const kept = (await things.list().catch(() => [])).filter(({ thing }) => isAt(thing, chain.target));
  if (kept.length === 0) return;
  const answers = answersIn(step.requestText);
  const credential = answers['CREDENTIAL'];
  const seed = answers['SOFTWARE_TOKEN_MFA_CODE'] && seedNow;
  const wasUsed = (thing: StoredThing): boolean => {
    switch (thing.kind) {
      case 'totp':
        return thing.id === seed;
      case 'device':
        return thing.deviceKey === answers['DEVICE_KEY'];
      case 'passkey':
        return credential !== undefined && readCredential(credential)?.['id'] === thing.credentialId;
    }
  };
  for (const { thing } of kept) {
    if (!wasUsed(thing)) continue;
    const counted = thing.kind === 'passkey' ? { counter: signCountIn(credential ?? '') } : {};
    await things.change(thing.id, { lastUsedAt: now, ...counted });
  }
}

function answersIn(requestText: string): Readonly<Record<string, string | undefined>> {
  try {
    const body = JSON.parse(requestText) as JsonValue;
    const map = isJsonObject(body) ? (body['ChallengeResponses'] ?? body['AuthParameters']) : undefined;
    if (map === undefined || !isJsonObject(map)) return {};
    return Object.fromEntries(
      Object.entries(map).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    );
  } catch {
    return {};
  }
}
