import type { ChainEvent } from '@core/chain/event.ts';
import { type Chain, chainOf } from '@core/chain/model.ts';
import { challenges } from '@core/challenges/index.ts';
import type { Call, Result, RunState, RunStop, SandboxUser } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';

export interface Stepped {
  readonly events: readonly ChainEvent[];
  readonly chain: Chain;
  /** Why it stopped. */
  readonly stopped: RunStop | undefined;
}

/** Keeps to Cognito's default password policy, and is none of the seeded ones. */
const NEW_PASSWORD = 'Better-horse-2';
/** For a name that nobody has no code is ever sent: whatever is typed is refused. */
const CODE_OF_NOBODY = '00000000';

/** Steps a seeded user's sign-in with what the host knows, until it ends or only a person can go on. */
export async function stepSeeded(host: Host, call: Call, user: SandboxUser): Promise<Stepped> {
  const { userPoolId, username } = user;
  const { chainId } = valueOf(await call('chain.startSeeded', { userPoolId, username }));
  const stopped = await ran(host, () =>
    call('run.start', { chainId, until: { kind: 'end' }, given: givenBy(user) }),
  );
  const events = valueOf(await call('chain.events', { chainId }));
  const chain = chainOf(events);
  if (chain === undefined) throw new Error('a chain that was run has no beginning');
  return { events, chain, stopped };
}

/** What a person who follows the user's path would type, where the host knows nothing. */
function givenBy({ username, path }: SandboxUser): Record<string, string> {
  const codes = path.at(-1)?.endsWith('Exception') === true ? sentCodes() : [];
  return {
    NEW_PASSWORD,
    'userAttributes.email': 'demo@example.com',
    'userAttributes.phone_number': '+447700900999',
    'userAttributes.birthdate': '2000-01-31',
    'userAttributes.name': username,
    ...Object.fromEntries(codes.map((key) => [key, CODE_OF_NOBODY])),
  };
}

/** The keys of all codes that Cognito sends. */
function sentCodes(): string[] {
  return challenges.flatMap(({ name, example, fields }) =>
    fields({ name, ...example.asked })
      .filter(({ inbox }) => inbox)
      .map(({ key }) => key),
  );
}

/** Starts a run and waits until it has stopped. */
function ran(host: Host, start: () => Promise<Result<RunState>>): Promise<RunStop | undefined> {
  return new Promise((resolve, reject) => {
    const deaf = host.listen((event) => {
      if (event.type !== 'run.changed' || event.state.doing !== undefined) return;
      deaf();
      resolve(event.state.stopped);
    });
    start()
      .then(valueOf)
      .catch((error: unknown) => {
        deaf();
        reject(error as Error);
      });
  });
}

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.detail}`);
}
