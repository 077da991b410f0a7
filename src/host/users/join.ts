import type { Chain, Step } from '../../chain/model.ts';
import type { JoinedChain, SignInEvent, UserSession } from '../../contract/users.ts';
import { present } from './members.ts';

/** What begins an event of each type: the step that an event's moment is compared with. */
const BEGINS: Readonly<Record<string, ReadonlySet<string>>> = {
  SignIn: new Set(['InitiateAuth', 'AdminInitiateAuth']),
  SignUp: new Set(['SignUp']),
  ForgotPassword: new Set(['ForgotPassword', 'AdminResetUserPassword']),
  PasswordChange: new Set(['ChangePassword']),
  ResendCode: new Set(['ResendConfirmationCode']),
};
/** Further apart, the two are no more taken for the same: a second of the Date header, and a slow answer. */
const NEAR_MS = 5_000;
/** Claims of the tokens that name the sign-in they came from. */
const CLAIMS = ['event_id', 'origin_jti'] as const;

interface Place {
  readonly chain: Chain;
  readonly step: Step;
}

/**
 * Sign-in events with the chain each of them is: by what the chain's tokens carry, by AWS's request id, else by the
 * moment. No step is taken for two events.
 * @param chains of that user
 */
export function joinEvents(events: readonly SignInEvent[], chains: readonly Chain[]): readonly SignInEvent[] {
  const ids = idsIn(chains);
  const certain = events.map((event) => ids.get(event.id));
  const taken = new Set(certain.flatMap((joined) => (joined === undefined ? [] : [joined.chainId])));
  const free = chains.filter(({ id }) => !taken.has(id)).flatMap(placesIn);
  const near = nearest(
    events.filter((_, at) => certain[at] === undefined),
    free,
  );
  return events.map((event, at) => ({ ...event, ...present({ chain: certain[at] ?? near.get(event) }) }));
}

/** What is signed in, with the chain whose tokens are of that session. */
export function joinSessions(
  sessions: readonly UserSession[],
  chains: readonly Chain[],
): readonly UserSession[] {
  const ids = idsIn(chains);
  return sessions.map((session) => ({ ...session, ...present({ chain: ids.get(session.id) }) }));
}

/** Ids that stand in chains: claims of tokens, request ids. */
function idsIn(chains: readonly Chain[]): ReadonlyMap<string, JoinedChain> {
  const ids = new Map<string, JoinedChain>();
  for (const { chain, step } of chains.flatMap(placesIn)) {
    const at = { chainId: chain.id, stepId: step.id };
    const { requestId, body } = step.response ?? {};
    if (requestId !== undefined) ids.set(requestId, { ...at, by: 'request-id' });
    for (const { jwt } of body?.secrets ?? [])
      for (const name of CLAIMS) {
        const claim = jwt?.payload[name];
        if (typeof claim === 'string') ids.set(claim, { ...at, by: 'token' });
      }
  }
  return ids;
}

function placesIn(chain: Chain): readonly Place[] {
  return chain.steps.map((step) => ({ chain, step }));
}

/** Pairs of an event and a step, the closest first, each once. */
function nearest(
  events: readonly SignInEvent[],
  places: readonly Place[],
): ReadonlyMap<SignInEvent, JoinedChain> {
  const pairs = events
    .flatMap((event) =>
      places
        .filter(({ step }) => BEGINS[event.type]?.has(step.operation) === true)
        .map((place) => ({ event, place, apartMs: apart(event, place.step) })),
    )
    .filter(({ apartMs }) => Math.abs(apartMs) <= NEAR_MS)
    .sort((one, other) => Math.abs(one.apartMs) - Math.abs(other.apartMs));
  const joined = new Map<SignInEvent, JoinedChain>();
  const taken = new Set<Step>();
  for (const { event, place, apartMs } of pairs) {
    if (joined.has(event) || taken.has(place.step)) continue;
    taken.add(place.step);
    joined.set(event, { chainId: place.chain.id, stepId: place.step.id, by: 'time', apartMs });
  }
  return joined;
}

/** By the service's clock, which its Date header tells to the second; else by ours. */
function apart({ at = Infinity }: SignInEvent, { response, sentAt }: Step): number {
  const said = response?.serverDate;
  if (said === undefined) return sentAt - at;
  // The header cuts its second off: anywhere within it is no distance at all.
  return at >= said && at < said + 1_000 ? 0 : said - at;
}
