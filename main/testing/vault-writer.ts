// A process that puts secrets into a keychain another process uses, too, and takes some of them out again.
import { once } from 'node:events';
import { createVault } from '@core/host/vault.ts';
import { systemClock } from '../ports/system.ts';
import { slowKeychain } from './slow-keychain.ts';

const [folder = '', name = '', count = '', writeMs = '', maxBytes = ''] = process.argv.slice(2);
const vault = createVault(
  slowKeychain(folder, Number(writeMs), Number(maxBytes)),
  systemClock,
  () => undefined,
);
await vault.probe();

process.stdout.write('ready\n');
await once(process.stdin, 'data');
for (let at = 0; at < Number(count); at++) {
  await vault.set(`${name}:${String(at)}`, `secret ${String(at)} of ${name}`);
  // Longer than one entry, under a name that both use: its parts must never be those of two values.
  await vault.set('both', name.repeat(100 + at));
  const read = (await vault.get('both')) ?? '';
  if (!/^(?:(?:window)+|(?:terminal)+)$/.test(read)) throw new Error(`two values in one: ${read}`);
  if (at % 3 === 0) await vault.remove(`${name}:${String(at)}`);
}
process.stdout.write(`${JSON.stringify([...(await vault.accounts(`${name}:`))])}\n`);
process.exit(0);
