// A process that goes on with a chain of a shared history, with a sealing key of its own making where there is none.
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { ChainEvent } from '@core/chain/event.ts';
import { challenge, story, storyTarget } from '@core/chain/testing/story.ts';
import { createKeeping } from '@core/host/history/keeping.ts';
import { secretsIn } from '@core/host/history/kept-secrets.ts';
import { liveChainOf } from '@core/host/history/live-from.ts';
import { createSealing } from '@core/host/history/sealing.ts';
import { createVault } from '@core/host/vault.ts';
import { openHistoryFile } from '../ports/history/history-file.ts';
import { systemClock, systemRandom } from '../ports/system.ts';
import { slowKeychain } from './slow-keychain.ts';

const [folder = '', chainId = '', name = '', steps = '', writeMs = ''] = process.argv.slice(2);
const vault = createVault(slowKeychain(folder, Number(writeMs)), systemClock, () => undefined);
await vault.probe();
const sealing = createSealing(vault, systemRandom);
const history = openHistoryFile(folder, { now: Date.now });
const joined: ChainEvent[] = [];
const keeping = createKeeping({
  history,
  sealing,
  changed: () => undefined,
  joined: (_, events) => joined.push(...events),
});

const kept = await history.read(chainId);
if (kept === undefined) throw new Error('no chain');
const target = {
  ...storyTarget,
  ...{
    region: '',
    userPoolId: '',
    customEndpoint: true,
    hasClientSecret: false,
    fips: false,
    profile: '',
    color: 'none' as const,
  },
};
const chain = liveChainOf(
  kept.events.map(({ event }) => event),
  await secretsIn(kept, sealing),
  target,
);
keeping.known(chainId, kept.events.length);

process.stdout.write('ready\n');
await once(process.stdin, 'data');
for (let at = 0; at < Number(steps); at++) {
  const id = `${name}-${String(at)}`;
  const events = story([
    { id, parent: 'first', answers: 'SMS_MFA', outcome: challenge('SMS_MFA', `s:${id}`) },
  ]).slice(1);
  chain.steps.set(id, {
    ...{ id, parentId: 'first', operation: 'RespondToAuthChallenge', answers: 'SMS_MFA' },
    ...{
      requestText: `request of ${id}`,
      requestHeaders: [],
      responseText: `answer to ${id}`,
      sentSrpA: false,
    },
  });
  for (const event of events) {
    chain.events.push(event);
    keeping.note(chain, event);
    await setImmediate();
  }
}
await keeping.settled();
process.stdout.write(`${JSON.stringify({ problem: keeping.problem() ?? null, joined: joined.length })}\n`);
await history.close();
process.exit(0);
