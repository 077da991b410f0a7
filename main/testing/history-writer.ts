// A process that writes chains into a history until it is killed, and says what it has written: `chain seq` a line.
import { writeSync } from 'node:fs';
import { chainOf } from '@core/chain/model.ts';
import { challenge, refused, story } from '@core/chain/testing/story.ts';
import { lineOf } from '@core/history/line.ts';
import { openHistoryFile } from '../ports/history/history-file.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const history = openHistoryFile(folder, { now: Date.now });

async function run(chainId: string): Promise<void> {
  const events = story(
    ['a', 'b', 'c', 'd'].map((step, at, all) => ({
      id: `${chainId}-${step}`,
      parent: at === 0 ? null : `${chainId}-${all[at - 1] ?? ''}`,
      answers: at === 0 ? 'USER_SRP_AUTH' : 'SMS_MFA',
      outcome: at === 3 ? refused('CodeMismatchException') : challenge('SMS_MFA', `s:${at}`),
    })),
    { chainId, username: `${chainId}@example.com` },
  );
  for (const [seq, event] of events.entries()) {
    const chain = chainOf(events.slice(0, seq + 1));
    if (chain === undefined) continue;
    const sealed = Buffer.from(`${chainId}/${seq} `.repeat(40));
    await history.append(lineOf(chain), [{ seq, event, sealed }]);
    writeSync(1, `${chainId} ${seq}\n`);
  }
}

for (let at = 0; ; at += 3) {
  const together = [at, at + 1, at + 2].map((number) => run(`${name}-${number}`));
  await Promise.all(together);
  // Wiping is as sudden as writing.
  if (at % 9 === 6) {
    writeSync(1, `${name}-${at} -1\n`);
    await history.wipe({ kind: 'chain', chainId: `${name}-${at}` });
  }
}
