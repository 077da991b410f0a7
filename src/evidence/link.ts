import type { Hole } from '../chain/event.ts';
import type { Exchange, LinkedExchange } from './exchange.ts';
import { type Brought, type Carried, type Traits, traitsOf } from './traits.ts';

/** Longer than two of the longest Sessions: what lies further apart is another sign-in. Milliseconds. */
const ONE_SIGN_IN = 31 * 60_000;
/** The same request again within this time, after an answer that decided nothing, is a client's retry. Milliseconds. */
const ONE_RETRY = 60_000;
/** How many sign-ins under way are looked through for a reply that no value points to. */
const UNDER_WAY = 64;

/** Steps of one chain; what is beyond goes on in another. */
export const LONGEST_CHAIN = 500;

/** One exchange on its way into a chain. */
interface Node {
  readonly exchange: Exchange;
  readonly traits: Traits;
  readonly chain: Growing;
  readonly after: Node | null;
  readonly holes: readonly Hole[];
  /** Its challenge was answered, and the answer taken. */
  done: boolean;
}

interface Growing {
  readonly nodes: Node[];
  readonly names: Set<string>;
  lastSignIn?: Node;
  signedIn: boolean;
}

type Spot = Pick<Node, 'chain' | 'after' | 'holes'>;

/**
 * Puts exchanges together that belong to one sign-in: by the Session, the SECRET_BLOCK, the tokens and the device key
 * that one reply brings and a later request carries, and where those were taken out by the user's name. Where nothing
 * before brought what a request carries, a hole says so.
 * @param exchanges of any number of users, interleaved, in any order
 * @returns one list a sign-in, each in the order of sending, by their first exchange; `after` points backwards
 */
export function linkExchanges(exchanges: readonly Exchange[]): LinkedExchange[][] {
  const linking = createLinking();
  for (const exchange of [...exchanges].sort((a, b) => a.sentAt - b.sentAt)) linking.add(exchange);
  return linking.chains
    .flatMap(({ nodes }) => inPieces(nodes))
    .map((nodes) => {
      const index = new Map(nodes.map((node, at) => [node, at]));
      return nodes.map(({ exchange, after, holes }) => {
        const at = after === null ? null : (index.get(after) ?? null);
        return { exchange, after: at, holes: at === null && after !== null ? [...holes, cutBefore] : holes };
      });
    });
}

/** A page that asks with one token for days makes no sign-in longer than anyone can look at. */
function inPieces(nodes: readonly Node[]): (readonly Node[])[] {
  const pieces: (readonly Node[])[] = [];
  for (let from = 0; from < nodes.length; from += LONGEST_CHAIN)
    pieces.push(nodes.slice(from, from + LONGEST_CHAIN));
  return pieces;
}

function createLinking() {
  const chains: Growing[] = [];
  /** Who brought a value last; the kind of value stands in front of it. */
  const brought = new Map<string, Node>();
  /** The chain in which a token of unknown origin turned up. */
  const seen = new Map<string, Growing>();
  /** By place: replies that wait to be answered, newest last. */
  const waiting = new Map<string, Node[]>();
  /** By place and name, and by host and name: the newest chain of a user. */
  const ofUser = new Map<string, Growing>();
  /** By request: the last sign-in that began with exactly this one. */
  const begun = new Map<string, Node>();
  /** By place: calls that belong to nobody's sign-in. */
  const loose = new Map<string, Growing>();

  function add(exchange: Exchange): void {
    const traits = traitsOf(exchange);
    const node: Node = { exchange, traits, ...spotOf(exchange, traits), done: false };
    node.chain.nodes.push(node);
    remember(node);
  }

  function spotOf(exchange: Exchange, traits: Traits): Spot {
    const { carries, begins, signsIn } = traits;
    const parent =
      byValue('session', carries.session) ??
      byValue('block', carries.secretBlock) ??
      byAny('token', carries.tokens);
    if (parent) return at(parent);
    if (begins) return beginning(exchange, traits);
    return signsIn ? answering(exchange, traits) : beside(exchange, traits);
  }

  function beginning(exchange: Exchange, { carries }: Traits): Spot {
    const before = retriedBy(exchange)?.chain ?? seenWith(carries);
    if (before) return { chain: before, after: null, holes: [] };
    return { chain: newChain(), after: null, holes: carries.session === undefined ? [] : [noSession] };
  }

  /** An answer to a challenge whose Session and SECRET_BLOCK nothing brought, or were taken out. */
  function answering({ sentAt }: Exchange, traits: Traits): Spot {
    const { carries, place, answers } = traits;
    const near = (waiting.get(place) ?? [])
      .slice(-UNDER_WAY)
      .filter(({ exchange, chain, traits: { brings } }) => {
        if (sentAt - exchange.sentAt > ONE_SIGN_IN || !fits(chain, traits)) return false;
        // A Session that can be read leads to a reply that brought it: one that brought another is not it.
        if (carries.session !== undefined && (brings.session ?? brings.secretBlock) !== undefined)
          return false;
        return brings.known ? brings.asks === answers : true;
      });
    const parent = near.findLast(({ done }) => !done) ?? near.at(-1);
    if (parent) return at(parent);
    const holes = [carries.anySession ? noSession : noReply];
    const earlier = chainOfUser(traits, sentAt);
    return earlier?.lastSignIn === undefined || earlier.signedIn
      ? { chain: newChain(), after: null, holes }
      : { chain: earlier, after: earlier.lastSignIn, holes };
  }

  /** An operation beside a sign-in whose token or Session nothing brought, or that carries none. */
  function beside({ sentAt }: Exchange, traits: Traits): Spot {
    const { carries, place } = traits;
    const device = byValue('device', carries.deviceKey);
    if (device) return at(device);
    const origin = byAny('origin', carries.origins);
    if (origin) return { ...at(origin), holes: [noToken] };
    const before = seenWith(carries);
    if (before) return { chain: before, after: null, holes: [] };
    const earlier = chainOfUser(traits, sentAt);
    if (carries.tokens.length > 0 || (carries.anySession && carries.names.length > 0)) {
      const holes = [carries.tokens.length > 0 ? noToken : noSession];
      const after = earlier?.lastSignIn ?? null;
      return { chain: earlier ?? newChain(), after, holes };
    }
    // A token that was taken out, and an answer that says whose it was.
    if (carries.anyToken && earlier?.lastSignIn !== undefined)
      return { chain: earlier, after: earlier.lastSignIn, holes: [] };
    if (carries.anySession) return { chain: newChain(), after: null, holes: [noSession] };
    if (earlier && !earlier.signedIn)
      return { chain: earlier, after: earlier.nodes.at(-1) ?? null, holes: [] };
    if (carries.names.length > 0) return { chain: newChain(), after: null, holes: [] };
    const chain = loose.get(place) ?? newChain();
    loose.set(place, chain);
    return { chain, after: null, holes: carries.anyToken ? [noToken] : [] };
  }

  function chainOfUser({ place, carries, brings }: Traits, sentAt: number): Growing | undefined {
    return [...carries.names, ...brings.names]
      .flatMap((name) => ofUser.get(`${place} ${name}`) ?? [])
      .find(({ nodes }) => sentAt - (nodes.at(-1)?.exchange.sentAt ?? 0) <= ONE_SIGN_IN);
  }

  function retriedBy(exchange: Exchange): Node | undefined {
    const same = begun.get(requestKey(exchange));
    if (exchange.request.text === undefined || same === undefined) return undefined;
    const { asks, signedIn } = same.traits.brings;
    const undecided = asks === undefined && !signedIn && !isDecided(same.exchange);
    return undecided && exchange.sentAt - same.exchange.sentAt <= ONE_RETRY ? same : undefined;
  }

  function remember(node: Node): void {
    const { exchange, traits, chain, after } = node;
    const { brings, carries, place, host, begins, signsIn } = traits;
    for (const key of unknownKeys(carries)) if (!seen.has(key)) seen.set(key, chain);
    for (const key of keysOf(brings)) brought.set(key, node);
    for (const name of [...carries.names, ...brings.names]) {
      chain.names.add(name);
      ofUser.set(`${place} ${name}`, chain);
      ofUser.set(`${host} ${name}`, chain);
    }
    if (after !== null && (brings.asks !== undefined || brings.signedIn)) after.done = true;
    if (brings.signedIn) chain.signedIn = true;
    if (signsIn) chain.lastSignIn = node;
    if (signsIn && (brings.asks !== undefined || !brings.known)) {
      const list = waiting.get(place) ?? [];
      list.push(node);
      // Half of a long list at once: taking single ones from its front would cost more than it saves.
      waiting.set(place, list.length > 2 * UNDER_WAY ? list.slice(-UNDER_WAY) : list);
    }
    if (begins) begun.set(requestKey(exchange), node);
  }

  function byValue(kind: string, value: string | undefined): Node | undefined {
    return value === undefined ? undefined : brought.get(`${kind} ${value}`);
  }

  function byAny(kind: string, values: readonly string[]): Node | undefined {
    return values.flatMap((value) => byValue(kind, value) ?? [])[0];
  }

  function seenWith(carries: Carried): Growing | undefined {
    return unknownKeys(carries).flatMap((key) => seen.get(key) ?? [])[0];
  }

  function newChain(): Growing {
    const chain: Growing = { nodes: [], names: new Set(), signedIn: false };
    chains.push(chain);
    return chain;
  }

  return { chains, add };
}

function unknownKeys({ tokens, origins }: Carried): string[] {
  return [...tokens.map((token) => `token ${token}`), ...origins.map((jti) => `origin ${jti}`)];
}

function keysOf({ session, secretBlock, deviceKey, tokens, origins }: Brought): string[] {
  return [
    ...(session === undefined ? [] : [`session ${session}`]),
    ...(secretBlock === undefined ? [] : [`block ${secretBlock}`]),
    ...(deviceKey === undefined ? [] : [`device ${deviceKey}`]),
    ...tokens.map((token) => `token ${token}`),
    ...origins.map((jti) => `origin ${jti}`),
  ];
}

function requestKey({ operation, request }: Exchange): string {
  return `${operation} ${request.url} ${request.text ?? ''}`;
}

/** An operation beside the challenge (AssociateSoftwareToken …) stands at the same step as the answer that follows it. */
function at(parent: Node): Spot {
  let node = parent;
  while (!node.traits.signsIn && node.after !== null) node = node.after;
  return { chain: parent.chain, after: node, holes: [] };
}

/** Whether the request may be of this chain's user, as far as names tell. */
function fits({ names }: Growing, { carries }: Traits): boolean {
  return names.size === 0 || carries.names.length === 0 || carries.names.some((name) => names.has(name));
}

/** Cognito decided: the same request again is another try. Throttling decides nothing. */
function isDecided({ response }: Exchange): boolean {
  if (response === undefined || response.status < 400 || response.status >= 500) return false;
  return response.status !== 429 && !/TooManyRequests|LimitExceeded|Throttl/.test(response.text ?? '');
}

const noSession: Hole = {
  kind: 'before',
  detail: 'It carries a Session that no reply before it in the source brought.',
};
const cutBefore: Hole = {
  kind: 'before',
  detail: `The sign-in has more than ${String(LONGEST_CHAIN)} steps: those before are in another chain.`,
};
const noReply: Hole = { kind: 'before', detail: 'It answers a challenge that the source does not hold.' };
const noToken: Hole = {
  kind: 'before',
  detail: 'It carries a token that no reply before it in the source brought.',
};
