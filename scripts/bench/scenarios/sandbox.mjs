import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaller, good } from '../sandbox/caller.mjs';
import { countersign } from '../sandbox/countersign.mjs';
import { startServer } from '../sandbox/server.mjs';
import { CLIENT_ID, csvOf, PASSWORD, seedOf, usernames } from './users.mjs';

const TOKEN = 'token-of-the-bench-0000000000000000';
const CONTROL = '/_countersign/reset';

/**
 * The built sandbox in its own process with so many users, and a folder for files beside it.
 * @param {number} count
 */
export async function seededSandbox(count) {
  const folder = mkdtempSync(join(tmpdir(), 'cs-scenarios-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const names = usernames(count);
  const seed = join(folder, 'seed.json');
  writeFileSync(seed, JSON.stringify(seedOf(names)));
  const csv = join(folder, 'users.csv');
  writeFileSync(csv, csvOf(names));
  const { name, command } = countersign();
  const begun = await startServer({
    name,
    command: (port) => ({ args: [...command(port).args, '--seed', seed, '--token', TOKEN] }),
  }).catch((error) => {
    remove();
    throw error;
  });
  const caller = createCaller(begun.port, 1);
  return {
    folder,
    csv,
    endpoint: `http://127.0.0.1:${begun.port}`,
    /** Everyone as at the start: no code was used yet. */
    async reset() {
      good('reset', await caller.post(CONTROL, { Authorization: `Bearer ${TOKEN}` }, {}));
      const asked = await caller.call('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: CLIENT_ID,
        AuthParameters: { USERNAME: names[0], PASSWORD },
      });
      if (good('InitiateAuth', asked).ChallengeName !== 'SOFTWARE_TOKEN_MFA')
        throw new Error('The sandbox asks for no code.');
    },
    async stop() {
      caller.close();
      await begun.stop();
      remove();
    },
  };
}
