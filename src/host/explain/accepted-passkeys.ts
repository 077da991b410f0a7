import type { Step } from '../../chain/model.ts';
import { signatureHolds } from '../../crypto/webauthn/verify-signature.ts';
import { textIn } from '../bodies.ts';
import { signCountIn } from '../beside.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { went } from '../run/advance.ts';
import type { SeenChain } from './same-user.ts';
import { credentialIn, objectIn, objectOf } from './sent-credential.ts';

/**
 * Credentials of one passkey that were accepted in this run, as JSON text: registered with it, or signed in.
 * @param before only those accepted before this step of this chain
 */
export function acceptedOf(
  all: readonly SeenChain[],
  id: string,
  before?: { readonly own: SeenChain; readonly step: Step },
): readonly string[] {
  return all.flatMap(({ live, shown }) =>
    shown.steps
      .filter(
        ({ number, endedAt = Infinity }) =>
          before === undefined ||
          (live.id === before.own.live.id ? number < before.step.number : endedAt <= before.step.sentAt),
      )
      .flatMap((step) => acceptedAt(live, live.steps.get(step.id)))
      .filter((text) => objectOf(text)['id'] === id),
  );
}

function acceptedAt(live: LiveChain, record: StepRecord | undefined): readonly string[] {
  const sent = record && credentialIn(record);
  return sent !== undefined && record !== undefined && went(live, record.id) ? [sent.text] : [];
}

/** The highest count among them. */
export function highestCount(accepted: readonly string[]): number | undefined {
  return accepted.length === 0 ? undefined : Math.max(...accepted.map(signCountIn));
}

/**
 * Whether a sign-in's signature holds, under the private key that is kept or the public key that was registered.
 * @returns undefined where neither is known
 */
export function assertionHolds(
  text: string,
  privateKey: string | undefined,
  accepted: readonly string[],
): boolean | undefined {
  const response = objectIn(objectOf(text), 'response');
  const publicKey = accepted
    .map((made) => textIn(objectIn(objectOf(made), 'response'), 'publicKey'))
    .find((key) => key !== undefined);
  if (privateKey === undefined && publicKey === undefined) return undefined;
  const part = (name: string) => textIn(response, name) ?? '';
  return signatureHolds(privateKey === undefined ? { publicKey: publicKey ?? '' } : { privateKey }, {
    authenticatorData: part('authenticatorData'),
    clientDataJSON: part('clientDataJSON'),
    signature: part('signature'),
  });
}
