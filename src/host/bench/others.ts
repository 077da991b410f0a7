import type { Given } from '../../bench/fault.ts';
import type { ChainOrigin } from '../../chain/event.ts';
import type { SandboxUser } from '../../contract.ts';
import { canonicalUsername, type LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import type { Stop } from '../run/stop.ts';
import { sandboxTargetId } from '../targets.ts';
import type { Spot } from './spot.ts';

/** Where things of others can be had from; each absent where nobody has one. */
export interface Borrowable {
  readonly session?: (origin: ChainOrigin, stop: Stop) => Promise<string | undefined>;
  readonly username?: string;
  readonly clientId?: string;
}

/** A challenge with a Session comes within so many answers, or not at all. */
const LONGEST_WAY = 6;

/** What this step's request may be broken with that belongs to another user or app client. */
export function borrowable(parts: Parts, spot: Spot): Borrowable {
  const { target } = spot.chain;
  const clientId = otherClient(parts, spot);
  const seeded = target.kind === 'sandbox' ? otherSeeded(parts, spot) : undefined;
  const open = otherChain(parts, spot);
  const username = seeded?.username ?? open?.username;
  const session =
    seeded !== undefined
      ? (origin: ChainOrigin, stop: Stop) => signInAs(parts, seeded, origin, stop)
      : open?.session === undefined
        ? undefined
        : async () => open.session;
  return {
    ...(session === undefined ? {} : { session }),
    ...(username === undefined ? {} : { username }),
    ...(clientId === undefined ? {} : { clientId }),
  };
}

/** Only what one fault needs is fetched. */
export async function borrow(
  others: Borrowable,
  needs: keyof Borrowable | 'client' | undefined,
  origin: ChainOrigin,
  stop: Stop,
): Promise<Given['other']> {
  const session = needs === 'session' ? await others.session?.(origin, stop) : undefined;
  return {
    ...(session === undefined ? {} : { session }),
    ...(others.username === undefined ? {} : { username: others.username }),
    ...(others.clientId === undefined ? {} : { clientId: others.clientId }),
  };
}

/** Another user of the app client, who is asked the same challenge if one is. */
function otherSeeded({ sandbox }: Parts, spot: Spot): SandboxUser | undefined {
  const { chain, name } = spot;
  const names = namesOf(chain);
  const others = (sandbox.info()?.users ?? []).filter(
    (user) =>
      user.userPoolId === chain.target.userPoolId &&
      user.clientId === chain.target.clientId &&
      !names.has(user.username.toLowerCase()) &&
      user.path.at(-1) === 'TOKENS' &&
      user.path.some((step) => step !== 'PASSWORD_VERIFIER' && step !== 'TOKENS'),
  );
  return others.find(({ path }) => path.includes(name)) ?? others[0];
}

async function signInAs(
  parts: Parts,
  user: SandboxUser,
  origin: ChainOrigin,
  stop: Stop,
): Promise<string | undefined> {
  const target = await parts.sandbox.target(sandboxTargetId(user.clientId));
  const started = await parts.chains.start({
    target,
    answer: { name: user.flow, inputs: { USERNAME: user.username }, responses: {}, members: {} },
    remembered: await parts.knownUsers.rememberedFor(target, user.username),
    origin,
    stop,
  });
  let step = await started.ended;
  for (let way = 0; way < LONGEST_WAY && step.asked !== undefined && step.session === undefined; way++) {
    const next = await advance(parts, { chain: started.chain, parentId: step.id, helpers: false, stop });
    if (next.kind !== 'sent') return undefined;
    step = next.step;
  }
  return step.session;
}

/** A sign-in of somebody else that is open on the same target, else any of theirs for the name. */
function otherChain({ chains }: Parts, { chain }: Spot): { username: string; session?: string } | undefined {
  const own = namesOf(chain);
  const others = chains
    .all()
    .filter(
      (other) =>
        other.target.id === chain.target.id &&
        other.origin === undefined &&
        other.username !== '' &&
        ![...namesOf(other)].some((name) => own.has(name)),
    );
  const open = others.find((other) => newestSession(other) !== undefined) ?? others[0];
  if (open === undefined) return undefined;
  const session = newestSession(open);
  return { username: nameIn(open), ...(session === undefined ? {} : { session }) };
}

/** Typed and canonical, in lower case. */
function namesOf(chain: LiveChain): ReadonlySet<string> {
  return new Set([chain.username.toLowerCase(), nameIn(chain).toLowerCase()]);
}

function newestSession(chain: LiveChain): string | undefined {
  return [...chain.steps.values()].at(-1)?.session;
}

function nameIn(chain: LiveChain): string {
  return canonicalUsername(chain, [...chain.steps.keys()].at(-1) ?? null);
}

/** A second app client of the same pool. One with a secret would refuse the hash before it looks at anything else. */
function otherClient({ targets }: Parts, { chain: { target } }: Spot): string | undefined {
  return targets
    .list()
    .find(
      (other) =>
        other.userPoolId === target.userPoolId &&
        other.userPoolId !== '' &&
        other.endpoint === target.endpoint &&
        other.clientId !== target.clientId &&
        !other.hasClientSecret,
    )?.clientId;
}
