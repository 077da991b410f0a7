import type { Hole } from '../chain/event.ts';
import type { Fault } from '../form/form.ts';
import type { Exchange, LinkedExchange } from './exchange.ts';
import { type Carried, type Traits, traitsReader } from './traits.ts';

/** Longer than two of the longest Sessions: what lies further apart is another sign-in. Milliseconds. */
const ONE_SIGN_IN = 31 * 60_000;
/** The same request again within this time, after an answer that decided nothing, is a client's retry. Milliseconds. */
const ONE_RETRY = 60_000;
/** How many sign-ins under way are looked through for a reply that no value points to. */
const UNDER_WAY = 64;

/** Steps of one chain; what is beyond goes on in another. */
export const LONGEST_CHAIN = 500;

export interface Linked {
  /** One list a sign-in, each in the order of sending, by their first exchange; `after` points backwards. */
  readonly chains: readonly (readonly LinkedExchange[])[];
  /** IMPORT_IN_PIECES, once a sign-in that is too long for one chain. */
  readonly notes: readonly Fault[];
}

/**
 * One exchange on its way into a chain. Of its traits only what later ones ask for: tens of thousands of them are held
 * until the last has come.
 */
interface Node {
  readonly exchange: Exchange;
  readonly chain: Growing;
  readonly after: Node | null;
  readonly holes: readonly Hole[];
  readonly signsIn: boolean;
  /** Whether a value in its reply leads whoever answers it here. */
  readonly bringsSession: boolean;
  readonly known: boolean;
  readonly asks: string | undefined;
  readonly signedIn: boolean;
  /** Its challenge was answered, and the answer taken. */
  done: boolean;
}

interface Growing {
  readonly nodes: Node[];
  readonly names: Set<string>;
  lastSignIn?: Node;
  signedIn: boolean;
  /** Where its tokens that were taken out are looked up. */
  readonly masks: Set<string>;
}

type Spot = Pick<Node, 'chain' | 'after' | 'holes'>;

/**
 * Puts exchanges together that belong to one sign-in: by the Session, the SECRET_BLOCK, the tokens and the device key
 * that one reply brings and a later request carries, and where those were taken out by the user's name. Where nothing
 * before brought what a request carries, a hole says so. Every one of them is looked up, so that time grows with the
 * number of exchanges alone.
 * @param exchanges of any number of users, interleaved, in any order
 */
export function linkExchanges(exchanges: readonly Exchange[]): Linked {
  const linking = createLinking();
  for (const exchange of [...exchanges].sort((a, b) => a.sentAt - b.sentAt)) linking.add(exchange);
  const chains: (readonly LinkedExchange[])[] = [];
  const notes: Fault[] = [];
  for (const { nodes } of linking.chains) {
    const pieces = inPieces(nodes);
    for (const piece of pieces) chains.push(linkedIn(piece));
    if (pieces.length > 1) notes.push(cutNote(nodes, pieces.length));
  }
  return { chains, notes };
}

function linkedIn(nodes: readonly Node[]): readonly LinkedExchange[] {
  const index = new Map(nodes.map((node, at) => [node, at]));
  return nodes.map(({ exchange, after, holes }) => {
    const at = after === null ? null : (index.get(after) ?? null);
    return { exchange, after: at, holes: at === null && after !== null ? [...holes, cutBefore] : holes };
  });
}

/** A page that asks with one token for days makes no sign-in longer than anyone can look at. */
function inPieces(nodes: readonly Node[]): readonly (readonly Node[])[] {
  if (nodes.length <= LONGEST_CHAIN) return [nodes];
  const pieces: (readonly Node[])[] = [];
  for (let from = 0; from < nodes.length; from += LONGEST_CHAIN)
    pieces.push(nodes.slice(from, from + LONGEST_CHAIN));
  return pieces;
}

function cutNote(nodes: readonly Node[], pieces: number): Fault {
  const begins = nodes[0]?.exchange.place ?? '';
  return {
    code: 'IMPORT_IN_PIECES',
    detail: `The sign-in that begins at ${begins} has ${nodes.length.toLocaleString('en')} calls. They came as ${String(pieces)} chains of at most ${String(LONGEST_CHAIN)} steps; none was left out.`,
  };
}

function createLinking() {
  const chains: Growing[] = [];
  const traitsOf = traitsReader();
  /** Who brought a value last. One index a kind: long values are looked up as they are, not copied to be told apart. */
  const brought = {
    session: new Map<string, Node>(),
    block: new Map<string, Node>(),
    token: new Map<string, Node>(),
    origin: new Map<string, Node>(),
    device: new Map<string, Node>(),
  };
  /** By host and by what stands in place of a token that was taken out: the sign-ins that brought such a one. */
  const masked = new Map<string, Map<Growing, Node>>();
  /** The chain in which a token of unknown origin turned up. */
  const seen = { token: new Map<string, Growing>(), origin: new Map<string, Growing>() };
  /** By place: replies that wait to be answered, newest last. */
  const waiting = new Map<string, Node[]>();
  /** By place and name, and by host and name: the newest chain of a user. */
  const ofUser = new Map<string, Growing>();
  /** By operation and URL, then by body: the last sign-in that began with exactly this request. */
  const begun = new Map<string, Map<string, Node>>();
  /** By place: calls that belong to nobody's sign-in. */
  const loose = new Map<string, Growing>();

  function add(exchange: Exchange): void {
    const traits = traitsOf(exchange);
    const { brings, signsIn } = traits;
    const node: Node = {
      exchange,
      ...spotOf(exchange, traits),
      signsIn,
      bringsSession: (brings.session ?? brings.secretBlock) !== undefined,
      known: brings.known,
      asks: brings.asks,
      signedIn: brings.signedIn,
      done: false,
    };
    node.chain.nodes.push(node);
    remember(node, traits);
  }

  function spotOf(exchange: Exchange, traits: Traits): Spot {
    const { carries, begins, signsIn } = traits;
    const parent =
      one(brought.session, carries.session) ??
      one(brought.block, carries.secretBlock) ??
      first(brought.token, carries.tokens);
    if (parent) return at(parent);
    if (begins) return beginning(exchange, traits);
    return signsIn ? answering(exchange, traits) : beside(exchange, traits);
  }

  function beginning(exchange: Exchange, traits: Traits): Spot {
    const { carries } = traits;
    const before = retriedBy(exchange)?.chain ?? seenWith(carries);
    if (before) return { chain: before, after: null, holes: [] };
    const only = onlyOneWith(traits);
    if (only) return at(only);
    return { chain: newChain(), after: null, holes: carries.session === undefined ? [] : [noSession] };
  }

  /** An answer to a challenge whose Session and SECRET_BLOCK nothing brought, or were taken out. */
  function answering({ sentAt }: Exchange, traits: Traits): Spot {
    const { carries, place, answers } = traits;
    const near = (waiting.get(place) ?? [])
      .slice(-UNDER_WAY)
      .filter(({ exchange, chain, bringsSession, known, asks }) => {
        if (sentAt - exchange.sentAt > ONE_SIGN_IN || !fits(chain, traits)) return false;
        // A Session that can be read leads to a reply that brought it: one that brought another is not it.
        if (carries.session !== undefined && bringsSession) return false;
        return known ? asks === answers : true;
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
    const device = one(brought.device, carries.deviceKey);
    if (device) return at(device);
    const origin = first(brought.origin, carries.origins);
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
    const only = onlyOneWith(traits);
    if (only) return at(only);
    if (carries.anySession) return { chain: newChain(), after: null, holes: [noSession] };
    if (earlier && !earlier.signedIn)
      return { chain: earlier, after: earlier.nodes.at(-1) ?? null, holes: [] };
    if (carries.names.length > 0) return { chain: newChain(), after: null, holes: [] };
    const chain = loose.get(place) ?? newChain();
    loose.set(place, chain);
    return { chain, after: null, holes: carries.anyToken ? [noToken] : [] };
  }

  /**
   * The one sign-in so far that brought a token like the one that was taken out here. Where two did, or the exchange says
   * whose it is and that is none of them, nobody can know.
   */
  function onlyOneWith({ host, carries, brings }: Traits): Node | undefined {
    if (carries.names.length + brings.names.length > 0) return undefined;
    for (const mask of carries.masks) {
      const sure = masked.get(`${host} ${mask}`);
      if (sure?.size === 1) return [...sure.values()][0];
    }
    return undefined;
  }

  /** Its tokens are good for nothing any more: whoever carries such a one later is another sign-in. */
  function signedOut(chain: Growing): void {
    for (const key of chain.masks) masked.get(key)?.delete(chain);
    chain.masks.clear();
  }

  function chainOfUser({ place, carries, brings }: Traits, sentAt: number): Growing | undefined {
    return [...carries.names, ...brings.names]
      .flatMap((name) => ofUser.get(`${place} ${name}`) ?? [])
      .find(({ nodes }) => sentAt - (nodes.at(-1)?.exchange.sentAt ?? 0) <= ONE_SIGN_IN);
  }

  function retriedBy(exchange: Exchange): Node | undefined {
    const { text } = exchange.request;
    const same = text === undefined ? undefined : begun.get(addressOf(exchange))?.get(text);
    if (same === undefined) return undefined;
    const undecided = same.asks === undefined && !same.signedIn && !isDecided(same.exchange);
    return undecided && exchange.sentAt - same.exchange.sentAt <= ONE_RETRY ? same : undefined;
  }

  function remember(node: Node, { brings, carries, place, host, begins }: Traits): void {
    const { exchange, chain, after, signsIn, signedIn, asks, known } = node;
    for (const token of carries.tokens) if (!seen.token.has(token)) seen.token.set(token, chain);
    for (const origin of carries.origins) if (!seen.origin.has(origin)) seen.origin.set(origin, chain);
    if (brings.session !== undefined) brought.session.set(brings.session, node);
    if (brings.secretBlock !== undefined) brought.block.set(brings.secretBlock, node);
    if (brings.deviceKey !== undefined) brought.device.set(brings.deviceKey, node);
    for (const token of brings.tokens) brought.token.set(token, node);
    for (const origin of brings.origins) brought.origin.set(origin, node);
    for (const mask of brings.masks) {
      const key = `${host} ${mask}`;
      chain.masks.add(key);
      const all = masked.get(key) ?? new Map<Growing, Node>();
      masked.set(key, all.set(chain, node));
    }
    if (exchange.operation === 'GlobalSignOut' && exchange.response?.status === 200) signedOut(chain);
    for (const name of [...carries.names, ...brings.names]) {
      chain.names.add(name);
      ofUser.set(`${place} ${name}`, chain);
      if (host !== place) ofUser.set(`${host} ${name}`, chain);
    }
    if (after !== null && (asks !== undefined || signedIn)) after.done = true;
    if (signedIn) chain.signedIn = true;
    if (signsIn) chain.lastSignIn = node;
    if (signsIn && (asks !== undefined || !known)) {
      const list = waiting.get(place) ?? [];
      list.push(node);
      // Half of a long list at once: taking single ones from its front would cost more than it saves.
      waiting.set(place, list.length > 2 * UNDER_WAY ? list.slice(-UNDER_WAY) : list);
    }
    if (!begins || exchange.request.text === undefined) return;
    const address = addressOf(exchange);
    const requests = begun.get(address) ?? new Map<string, Node>();
    begun.set(address, requests.set(exchange.request.text, node));
  }

  function seenWith({ tokens, origins }: Carried): Growing | undefined {
    return first(seen.token, tokens) ?? first(seen.origin, origins);
  }

  function newChain(): Growing {
    const chain: Growing = { nodes: [], names: new Set(), signedIn: false, masks: new Set() };
    chains.push(chain);
    return chain;
  }

  return { chains, add };
}

function one<T>(index: ReadonlyMap<string, T>, value: string | undefined): T | undefined {
  return value === undefined ? undefined : index.get(value);
}

function first<T>(index: ReadonlyMap<string, T>, values: readonly string[]): T | undefined {
  for (const value of values) {
    const known = index.get(value);
    if (known !== undefined) return known;
  }
  return undefined;
}

function addressOf({ operation, request }: Exchange): string {
  return `${operation} ${request.url}`;
}

/** An operation beside the challenge (AssociateSoftwareToken …) stands at the same step as the answer that follows it. */
function at(parent: Node): Spot {
  let node = parent;
  while (!node.signsIn && node.after !== null) node = node.after;
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
