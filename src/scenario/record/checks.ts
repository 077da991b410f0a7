import { DOTS } from '../../chain/mask.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { Expect } from '../schema.ts';
import type { RecordedStep, Surroundings } from './recorded.ts';

/** Come from outside of the service: another time they may be other ones. */
const BY_CHANCE = new Set(['NOT_RECORDED', 'CANCELLED', 'TIMEOUT', 'NETWORK', 'DNS']);
const MEDIUM = 'CODE_DELIVERY_DELIVERY_MEDIUM';
/** Claims that are the same in every sign-in of the user, on any pool that is set up alike. */
const STABLE =
  /^(cognito:(username|groups|roles|preferred_role|mfa_enabled)|custom:.+|\w+_verified|username|scope)$/;
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i;

/** What is to be asked of a step: what it came to, without what is another each time. */
export function proposedChecks(
  { outcome, claims }: RecordedStep,
  { ofTarget }: Pick<Surroundings, 'ofTarget'>,
): Expect | undefined {
  switch (outcome?.kind) {
    case 'challenge': {
      const medium = outcome.parameters[MEDIUM];
      return {
        challenge: outcome.name,
        ...(medium === undefined ? {} : { parameters: { [MEDIUM]: medium } }),
        ...(outcome.available.length === 0 ? {} : { available: [...outcome.available] }),
      };
    }
    case 'tokens': {
      const id = stable(claims.id);
      const access = stable(claims.access);
      const some = { ...(id === undefined ? {} : { id }), ...(access === undefined ? {} : { access }) };
      return { tokens: true, ...(Object.keys(some).length === 0 ? {} : { claims: some }) };
    }
    case 'error': {
      const message = messageCheck(outcome.message, ofTarget);
      return { error: outcome.code, ...(message === undefined ? {} : { message }) };
    }
    case 'failure':
      return BY_CHANCE.has(outcome.code) ? undefined : { error: outcome.code };
    default:
      return undefined;
  }
}

function stable(claims: JsonObject | undefined): Record<string, JsonValue> | undefined {
  const kept = Object.entries(claims ?? {}).filter(
    ([name, value]) =>
      STABLE.test(name) && !UUID.test(JSON.stringify(value)) && !JSON.stringify(value).includes('${'),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Word for word, but for what is of this target. Nothing where a secret was taken out of it. */
function messageCheck(message: string, ofTarget: readonly string[]): Expect['message'] {
  if (message === '' || message.includes(DOTS) || message.includes('${')) return undefined;
  const names = ofTarget.filter((name) => name.length > 2 && message.includes(name));
  if (names.length === 0 && !UUID.test(message)) return message;
  let pattern = escaped(message);
  for (const name of names) pattern = pattern.replaceAll(escaped(name), '.+');
  return { matches: `^${pattern.replaceAll(new RegExp(UUID, 'gi'), '.+')}$` };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
