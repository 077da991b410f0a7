import type { JsonObject } from '../../../json.ts';
import { keepsEvents } from '../../auth-events.ts';
import type { AuthEvent } from '../../pool/user.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import { pageOf } from '../page.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

const NAMES = { limit: 'MaxResults', token: 'NextToken' } as const;
/** Later than any event: counting down from it sorts the newest first. */
const LATEST = 10 ** 15;

/** The history belongs to threat protection: without it none is kept. */
export const adminListUserAuthEvents: Operation = {
  name: 'AdminListUserAuthEvents',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    refuseWithoutAddOn(pool);
    const keyed = user.authEvents.map((event) => [keyOf(event), event] as const);
    const { entries, token } = pageOf(context, input, NAMES, `events of ${user.sub}`, keyed);
    return { AuthEvents: entries.map(describeEvent), ...token };
  },
};

function refuseWithoutAddOn(pool: Pool): void {
  if (keepsEvents(pool)) return;
  const message = 'Advanced security is not enabled for the user pool.';
  throw refusal('UserPoolAddOnNotEnabledException', message);
}

function keyOf({ at, id }: AuthEvent): string {
  return `${String(LATEST - at).padStart(16, '0')} ${id}`;
}

/** No risk is ever found here, and nothing is known of where a call came from. */
function describeEvent({ id, at, type, response, challenges }: AuthEvent): JsonObject {
  return {
    EventId: id,
    EventType: type,
    CreationDate: at / 1_000,
    EventResponse: response,
    EventRisk: { RiskDecision: 'NoRisk', CompromisedCredentialsDetected: false },
    ChallengeResponses: challenges.map(({ name, response: ChallengeResponse }) => ({
      ChallengeName: name,
      ChallengeResponse,
    })),
  };
}
