import { decodeJwt } from '../../chain/jwt.ts';
import { base64url } from '../../crypto/webauthn/base64url.ts';
import type { Step } from '../../chain/model.ts';
import type { JsonObject } from '../../json.ts';
import { textIn } from '../bodies.ts';
import type { StepRecord } from '../live-chain.ts';
import type { SeenChain } from './same-user.ts';
import { objectIn, objectOf } from './sent-credential.ts';

export const START = 'StartWebAuthnRegistration';

/**
 * What a step asked a passkey for: CREDENTIAL_REQUEST_OPTIONS of a challenge, or CredentialCreationOptions.
 * @param step as it is shown: of a chain that came back from the history without its secrets that is all there is
 */
export function optionsOf(record: StepRecord | undefined, step?: Step): JsonObject {
  if (record === undefined) return {};
  if (record.operation === START) return objectIn(objectOf(record.responseText), 'CredentialCreationOptions');
  const shown = step?.outcome?.kind === 'challenge' ? step.outcome.parameters : undefined;
  const { parameters = shown ?? {} } = record.asked ?? {};
  return objectOf(parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '');
}

/** The step whose options a registration completes: the newest before it, with the same tokens. */
export function startBefore({ live, shown }: SeenChain, record: StepRecord): StepRecord | undefined {
  const own = shown.steps.find(({ id }) => id === record.id)?.number ?? 0;
  return shown.steps
    .filter(({ number, operation }) => number < own && operation === START)
    .map(({ id }) => live.steps.get(id))
    .findLast((step) => step?.parentId === record.parentId && 'challenge' in optionsOf(step));
}

/** The step of this run whose options have a challenge, in words. */
export function stepWithChallenge(
  own: SeenChain,
  all: readonly SeenChain[],
  challenge: string,
): string | undefined {
  for (const { live, shown } of [own, ...all]) {
    const step = shown.steps.find(({ id }) => optionsOf(live.steps.get(id))['challenge'] === challenge);
    if (step !== undefined) return `step ${step.number}${live.id === own.live.id ? '' : ' of another chain'}`;
  }
  return undefined;
}

/** Every handle this run knows the user by: `user.id` of a registration, and the sub of the tokens. */
export function userHandles(sameUser: readonly SeenChain[]): readonly string[] {
  return sameUser.flatMap(({ live }) =>
    [...live.steps.values()].flatMap((step) => {
      const id = textIn(objectIn(optionsOf(step), 'user'), 'id');
      const sub = textIn(decodeJwt(step.tokens?.AccessToken ?? '')?.payload ?? {}, 'sub');
      return [
        ...(id === undefined ? [] : [id]),
        ...(sub === undefined ? [] : [base64url(new TextEncoder().encode(sub))]),
      ];
    }),
  );
}
