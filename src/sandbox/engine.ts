import type { InboxMessage, SandboxInfo } from '../contract.ts';
import { buildState } from './build-state.ts';
import { checkMembers } from './check-members.ts';
import { createSandboxClock, type BaseClock } from './clock.ts';
import type { Context } from './context.ts';
import type { SandboxRequest, SandboxResponse } from './http.ts';
import type { Random } from './random.ts';
import { readCall } from './read-call.ts';
import { isRefusal, refusal } from './refusal.ts';
import { documentReply, errorReply, preflightReply, successReply, type Stamp } from './reply.ts';
import { region, seedPools } from './seed.ts';
import { describePools, describeUsers } from './info.ts';
import { likelySettings, type Settings } from './settings.ts';
import { createKeyRing, type KeyRing } from './tokens/keys.ts';
import { isWellKnown, wellKnownDocument } from './well-known.ts';

/** The embedded Cognito, without its HTTP server. */
export interface Sandbox {
  /** Answers any request; never rejects. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** What can be signed in to. How long the process took to be ready is its parent's to say. */
  info(): Omit<SandboxInfo, 'readyMs'>;
  /** Messages that would have been sent, oldest first. */
  inbox(): readonly InboxMessage[];
  /** Moves the clock forward; returns the whole offset. */
  advance(seconds: number): { offsetSeconds: number };
  /** Users, sessions, inbox and clock back to the seed. */
  reset(): void;
  /** Makes the signing keys ahead of the first request that needs them. */
  prepareKeys(): Promise<void>;
}

export interface SandboxOptions {
  readonly clock: BaseClock;
  readonly random: Random;
  /** The sandbox's own URL, without a slash at the end; issuer of its tokens. */
  readonly endpoint: string;
  readonly settings?: Partial<Settings>;
  /** Signing keys to share between several sandboxes. */
  readonly keys?: KeyRing;
  /** Told about a failure that is the sandbox's own; the client gets InternalErrorException. */
  readonly onFailure?: (error: unknown) => void;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const clock = createSandboxClock(options.clock);
  const { random, endpoint, keys = createKeyRing() } = options;
  const settings = { ...likelySettings, ...options.settings };
  const build = (): Context => ({
    clock,
    random,
    settings,
    keys,
    endpoint,
    state: buildState(random, clock.now()),
  });
  let context = build();
  return {
    handle: async (request) => {
      const stamp: Stamp = { requestId: random.uuid(), now: clock.now() };
      try {
        return await route(context, stamp, request);
      } catch (error) {
        if (isRefusal(error)) return errorReply(stamp, error);
        options.onFailure?.(error);
        return errorReply(stamp, refusal('InternalErrorException', 'Internal server error.'));
      }
    },
    info: () => ({
      endpoint,
      region,
      pools: describePools(),
      users: describeUsers(),
      offsetSeconds: clock.offsetSeconds(),
    }),
    inbox: () => context.state.inbox.all(),
    advance: (seconds) => {
      clock.advance(seconds);
      return { offsetSeconds: clock.offsetSeconds() };
    },
    reset: () => {
      clock.reset();
      context = build();
    },
    prepareKeys: () => keys.prepare(seedPools.map((pool) => pool.id)),
  };
}

async function route(context: Context, stamp: Stamp, request: SandboxRequest): Promise<SandboxResponse> {
  const path = request.path.split('?')[0] ?? '';
  if (request.method === 'OPTIONS') return preflightReply(stamp);
  if (isWellKnown(path)) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return wrongMethod(stamp, request.method);
    return documentReply(stamp, await wellKnownDocument(context, path));
  }
  if (path !== '/')
    return errorReply(stamp, refusal('UnknownOperationException', 'Nothing is served here.'), 404);
  if (request.method !== 'POST') return wrongMethod(stamp, request.method);
  const { operation, input } = readCall(request);
  checkMembers(input, operation.members(context.settings));
  return successReply(stamp, await operation.run(input, context));
}

function wrongMethod(stamp: Stamp, method: string): SandboxResponse {
  return errorReply(
    stamp,
    refusal('UnknownOperationException', `Method ${method} is not supported here.`),
    405,
  );
}
