// The real command line on a keyring of files: `FOLDER command…`. It may be killed at any moment.
import { join } from 'node:path';
import { main } from '../cli/program.ts';
import { processSurroundings } from '../cli/surroundings.ts';
import { slowKeychain } from './slow-keychain.ts';

const [folder = '', ...typed] = process.argv.slice(2);
const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  color: false,
};
process.exitCode = await main(['node', 'countersign', ...typed], terminal, {
  ...processSurroundings(),
  folder: join(folder, 'data'),
  keychain: slowKeychain(folder, 0),
});
