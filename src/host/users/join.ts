import type { Chain, Step } from '../../chain/model.ts';
import type { JoinedChain, SignInEvent, UserSession } from '../../contract/users.ts';
import { present } from '../../present.ts';

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
  return join(
    events,
    chains,
    ({ at }) => at,
    ({ type }, { operation }) => BEGINS[type]?.has(operation) === true,
  );
}

/**
 * What is signed in, with the chain each session came from. Its id stands in no token: the moment has to tell, or the
 * claims where an emulator takes one of them for the id.
 */
export function joinSessions(
  sessions: readonly UserSession[],
  chains: readonly Chain[],
): readonly UserSession[] {
  return join(
    sessions,
    chains,
    ({ createdAt }) => createdAt,
    (_, { outcome }) => outcome?.kind === 'tokens',
  );
}

interface Joinable {
  readonly id: string;
}

/** First what is certain; what is left, by the moment. */
function join<T extends Joinable>(
  items: readonly T[],
  chains: readonly Chain[],
  momentOf: (item: T) => number | undefined,
  suits: (item: T, step: Step) => boolean,
): readonly (T & { readonly chain?: JoinedChain })[] {
  const ids = idsIn(chains);
  const certain = items.map(({ id }) => ids.get(id));
  const taken = new Set(certain.flatMap((joined) => joined?.chainId ?? []));
  const free = chains.filter(({ id }) => !taken.has(id)).flatMap(placesIn);
  const left = items.filter((_, at) => certain[at] === undefined);
  const near = nearest(left, free, momentOf, suits);
  return items.map((item, at) => ({ ...item, ...present({ chain: certain[at] ?? near.get(item) }) }));
}

/** Ids that stand in chains: claims of tokens, request ids. */
function idsIn(chains: readonly Chain[]): ReadonlyMap<string, JoinedChain> {
  const ids = new Map<string, JoinedChain>();
  for (const { chain, step } of chains.flatMap(placesIn)) {
    const at = placeOf(chain, step);
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

function placeOf(chain: Chain, { id: stepId, response }: Step) {
  return { chainId: chain.id, stepId, ...present({ requestId: response?.requestId }) };
}

function placesIn(chain: Chain): readonly Place[] {
  return chain.steps.map((step) => ({ chain, step }));
}

/** Pairs of an item and a step, the closest first, each once. */
function nearest<T>(
  items: readonly T[],
  places: readonly Place[],
  momentOf: (item: T) => number | undefined,
  suits: (item: T, step: Step) => boolean,
): ReadonlyMap<T, JoinedChain> {
  const pairs = items
    .flatMap((item) =>
      places
        .filter(({ step }) => suits(item, step))
        .map((place) => ({ item, place, apartMs: apart(momentOf(item), place.step) })),
    )
    .filter(({ apartMs }) => Math.abs(apartMs) <= NEAR_MS)
    .sort((one, other) => Math.abs(one.apartMs) - Math.abs(other.apartMs));
  const joined = new Map<T, JoinedChain>();
  const taken = new Set<Step>();
  for (const { item, place, apartMs } of pairs) {
    if (joined.has(item) || taken.has(place.step)) continue;
    taken.add(place.step);
    joined.set(item, { ...placeOf(place.chain, place.step), by: 'time', apartMs });
  }
  return joined;
}

/** By the service's clock, which its Date header tells to the second; else by ours. */
function apart(at = Infinity, { response, sentAt }: Step): number {
  const said = response?.serverDate;
  if (said === undefined) return sentAt - at;
  // The header cuts its second off: anywhere within it is no distance at all.
  return at >= said && at < said + 1_000 ? 0 : said - at;
}
