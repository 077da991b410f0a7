import { join } from 'node:path';
import { runInOurPlace } from './child-process.mjs';
import { giveUp, setUp } from './setup.mjs';
import { root } from './setup/paths.mjs';

try {
  await setUp({ quiet: true });
  // npm changes to the checkout; file names on the command line are meant from where it was typed.
  const byNpm = process.env.npm_lifecycle_event === 'countersign';
  const typedIn = byNpm ? process.env.INIT_CWD : undefined;
  // Help names the command as it can be typed again.
  const typedAs = byNpm ? 'npm run -s countersign --' : 'node scripts/countersign.mjs';
  const cli = join(root, 'out', 'main', 'cli.js');
  // Behind --, Node 20 leaves our --env-file to us: else it looks for the file itself, and ends where it is not there.
  process.exitCode = await runInOurPlace(process.execPath, ['--', cli, ...process.argv.slice(2)], {
    cwd: typedIn ?? process.cwd(),
    env: { ...process.env, COUNTERSIGN_TYPED_AS: typedAs },
  });
} catch (error) {
  giveUp(error);
}
