import { readCredential } from '../../chain/credential.ts';
import type { PasskeyFacts } from '../../chain/explain/passkey-facts.ts';
import type { Step } from '../../chain/model.ts';
import { rpIdHash } from '../../crypto/webauthn/verify-signature.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { present } from '../../present.ts';
import { textIn } from '../bodies.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { readPasskey } from '../passkey.ts';
import { acceptedOf, assertionHolds, highestCount } from './accepted-passkeys.ts';
import { isHidden } from './hidden.ts';
import { optionsOf, startBefore, stepWithChallenge, userHandles } from './passkey-options.ts';
import { registrationFacts } from './registration-facts.ts';
import type { SeenChain } from './same-user.ts';
import { credentialIn, objectIn, whyUnreadable } from './sent-credential.ts';

/** The chains of this run, and those of the same user. */
export interface Seen {
  readonly all: readonly SeenChain[];
  readonly sameUser: readonly SeenChain[];
}

/** What the passkey's credential of a step says; undefined for a step that carried none. */
export function passkeyFacts(own: SeenChain, record: StepRecord, seen: Seen): PasskeyFacts | undefined {
  const sent = credentialIn(record);
  if (sent === undefined) return undefined;
  const { ceremony, text } = sent;
  const signsIn = ceremony === 'get';
  const asker = signsIn ? own.live.steps.get(record.parentId ?? '') : startBefore(own, record);
  const options = optionsOf(
    asker,
    own.shown.steps.find(({ id }) => id === asker?.id),
  );
  const step = own.shown.steps.find(({ id }) => id === record.id);
  const kept = keptPasskey(own.live);
  const about = {
    ceremony,
    atHand: signsIn
      ? kept !== undefined && listedIn(options, kept.id) !== false
      : record.operated !== undefined && asker !== undefined,
    ...present({ start: signsIn ? undefined : registrationFacts(own, record, asker, seen.sameUser) }),
  };
  const hidden = isHidden(own.live, record, text);
  const unreadable = hidden ? undefined : whyUnreadable(sent);
  if (unreadable !== undefined) return { ...about, unreadable };

  const says = (hidden ? keptSaying(step) : readCredential(text)) ?? {};
  const [client, data] = [objectIn(says, 'clientDataJSON'), objectIn(says, 'authenticatorData')];
  const id = textIn(says, 'id') ?? '';
  const same = kept?.id === id ? kept : undefined;
  const rpId = textIn(options, 'rpId') ?? textIn(objectIn(options, 'rp'), 'id');
  const origin = textIn(client, 'origin');
  const hash = textIn(data, 'rpIdHash');
  const challenge = textIn(client, 'challenge');
  const handles = [...userHandles(seen.sameUser), ...(same === undefined ? [] : [same.userHandle])];
  const algorithm = says['publicKeyAlgorithm'];
  const counter = data['signCount'];
  return {
    ...about,
    ...(hidden ? { hidden } : {}),
    ...present({
      type: textIn(client, 'type'),
      origin,
      originFits: both(rpId, origin, isPageOf),
      rpId,
      rpFits: both(rpId, hash, (name, sentHash) => rpIdHash(name) === sentHash),
      rpIs: [record.answer?.inputs['PASSKEY_RP_ID'], kept?.rpId, hostOf(origin)].find(
        (name) => name !== undefined && rpIdHash(name) === hash,
      ),
      challengeFits: both(textIn(options, 'challenge'), challenge, (asked, signed) => asked === signed),
      challengeOf: challenge === undefined ? undefined : stepWithChallenge(own, seen.all, challenge),
      flags: textIn(data, 'flags')?.split(' ').filter(Boolean),
      verification:
        textIn(options, 'userVerification') ??
        textIn(objectIn(options, 'authenticatorSelection'), 'userVerification'),
      counter: typeof counter === 'number' ? counter : undefined,
      countedBefore: highestCount(acceptedOf(seen.all, id, step && { own, step })),
      listed: listedIn(options, id),
      userFits: both(textIn(says, 'userHandle'), handles[0], (handle) => handles.includes(handle)),
      signatureHolds:
        signsIn && !hidden ? assertionHolds(text, same?.privateKey, acceptedOf(seen.all, id)) : undefined,
      algorithm: typeof algorithm === 'number' ? algorithm : undefined,
      algorithmsAsked: algorithmsIn(options),
    }),
  };
}

/** What a credential said is kept with the step where its bytes are not. */
function keptSaying(step: Step | undefined): JsonObject | undefined {
  return step?.request.body.secrets.find(({ credential }) => credential !== undefined)?.credential;
}

/** Compares what has to be known on both sides. */
function both(
  one: string | undefined,
  other: string | undefined,
  compare: (one: string, other: string) => boolean,
): boolean | undefined {
  return one === undefined || other === undefined ? undefined : compare(one, other);
}

/** `https` on the relying party's domain or below it, and `http://localhost` (WebAuthn Level 3 section 5.1.3). */
function isPageOf(rpId: string, origin: string): boolean {
  if (rpId === 'localhost' && /^http:\/\/localhost(:\d+)?$/.test(origin)) return true;
  const host = /^https:\/\/([^/:]+)(:\d+)?$/.exec(origin)?.[1];
  return host === rpId || host?.endsWith(`.${rpId}`) === true;
}

function hostOf(origin: string | undefined): string | undefined {
  return /^https?:\/\/([^/:]+)/.exec(origin ?? '')?.[1];
}

/** The passkey that would sign here, where one is remembered. */
function keptPasskey(live: LiveChain) {
  const remembered = live.remembered.get('PASSKEY');
  try {
    return remembered && readPasskey(remembered.value);
  } catch {
    return undefined;
  }
}

/** Whether allowCredentials has an id; undefined where it lists none. */
function listedIn(options: JsonObject, id: string): boolean | undefined {
  const allowed = options['allowCredentials'];
  if (!Array.isArray(allowed) || allowed.length === 0) return undefined;
  return allowed.some((entry) => isJsonObject(entry) && entry['id'] === id);
}

function algorithmsIn(options: JsonObject): readonly number[] | undefined {
  const asked = options['pubKeyCredParams'];
  if (!Array.isArray(asked)) return undefined;
  return asked.flatMap((entry) =>
    isJsonObject(entry) && typeof entry['alg'] === 'number' ? [entry['alg']] : [],
  );
}
