// The product's host until it is killed: it signs seeded users in against a real sandbox, three at a time, and says a
// line of JSON of every event as it tells its faces, and of every event that it says is in the history.
import { writeSync } from 'node:fs';
import type { CommandInput, CommandName, CommandOutput, Result } from '@core/contract.ts';
import { hostAt } from '../cli/data-host.ts';
import { hashOf, type SaidByHost } from './said-by-host.ts';
import { slowKeychain } from './slow-keychain.ts';

const AT_ONCE = 3;

const [folder = '', keychainFolder = '', sandboxScript = ''] = process.argv.slice(2);
const host = await hostAt(
  folder,
  { data: folder, begins: true, keychain: 'shared' },
  { keychain: slowKeychain(keychainFolder, 0), sandboxScript, env: process.env },
);

async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = (await host.ask(name, input)) as Result<CommandOutput<N>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.detail}`);
  return result.value;
}

/** Written before anything else happens: a kill in the next moment can't take it back. */
function say(line: SaidByHost): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const told = new Map<string, number>();
host.listen((event) => {
  if (event.type !== 'chain.event') return;
  const { chainId } = event;
  const events = (told.get(chainId) ?? 0) + 1;
  told.set(chainId, events);
  say({ said: 'told', chainId, hash: hashOf(event.event) });
  // Answered once all that happened before it is written.
  void call('chain.annotations', { chainId }).then(
    () => say({ said: 'kept', chainId, events }),
    (error: unknown) => say({ said: 'problem', problem: String(error) }),
  );
});

function ended(chainId: string): Promise<void> {
  return new Promise((resolve) => {
    const deaf = host.listen((event) => {
      if (event.type !== 'run.changed' || event.state.chainId !== chainId) return;
      if (event.state.doing !== undefined) return;
      deaf();
      resolve();
    });
  });
}

const { users } = await call('sandbox.start', {});
// A second code of the same half minute would be waited for.
const quick = users.filter(({ path }) => !path.includes('SOFTWARE_TOKEN_MFA'));

async function signInFrom(first: number): Promise<never> {
  for (let at = first; ; at++) {
    const user = quick[at % quick.length];
    if (user === undefined) throw new Error('the sandbox has no users');
    const { userPoolId, username } = user;
    const { chainId } = await call('chain.startSeeded', { userPoolId, username });
    const over = ended(chainId);
    await call('run.start', { chainId, until: { kind: 'end' } });
    await over;
    const { problem } = await call('history.size', {});
    if (problem !== undefined) say({ said: 'problem', problem });
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => signInFrom(at * 5)));
