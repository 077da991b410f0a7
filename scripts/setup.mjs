import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './setup/build.mjs';
import { ensureCommandPrompt } from './setup/command-prompt.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { findElectron } from './setup/electron-runtime.mjs';
import { forgetFailures } from './setup/failures.mjs';
import { ensureKeychainModule } from './setup/keychain-module.mjs';
import { alone } from './setup/lock.mjs';
import { ensureNodeVersion } from './setup/node-version.mjs';
import { SetupError } from './setup/setup-error.mjs';
import { ensureSystemLibraries } from './setup/system-libraries.mjs';

/**
 * Everything a fresh clone needs before it can run. Node's built-ins only: npm runs this before
 * anything is installed.
 *
 * @param {object} [wishes]
 * @param {boolean} [wishes.build]                                    build the app; on unless false
 * @param {boolean} [wishes.electron]                                 find an Electron runtime
 * @param {import('./setup/debian-packages.mjs').Purpose[]} [wishes.libraries]  system libraries beyond the keychain's
 * @param {boolean} [wishes.quiet]                                    speak on stderr, leaving stdout to the command
 */
export async function setUp({ build = true, electron = false, libraries = [], quiet = false } = {}) {
  const voice = { say: quiet ? console.error : console.log, warn: console.error };
  ensureNodeVersion();
  return alone(voice.say, async () => {
    await ensureSystemLibraries(libraries, voice);
    await ensureDependencies(voice);
    await ensureKeychainModule(voice);
    const runtime = electron ? await findElectron(voice) : undefined;
    if (build) await ensureBuild(voice);
    return { runtime };
  });
}

/**
 * Ends a script over what set-up could not do: words for a SetupError, a stack for a mistake of ours.
 * @param {unknown} error
 * @returns {never}
 */
export function giveUp(error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
}

/** @param {import('./setup/electron-runtime.mjs').Runtime} runtime */
export function describeRuntime({ kind, version }) {
  const name = `Electron ${version}`;
  if (kind === 'official') return `${name}.`;
  if (kind === 'override') return `${name} from ELECTRON_OVERRIDE_DIST_PATH.`;
  return `${name}, the evaluation runtime (loopback targets only). To get the official one: npm run setup -- --retry`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const known = ['--retry', '--no-build'];
  const unknown = process.argv.slice(2).filter((arg) => !known.includes(arg));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}. Known: ${known.join(' ')}.`);
    process.exit(2);
  }
  if (process.argv.includes('--retry')) forgetFailures();
  try {
    const build = !process.argv.includes('--no-build');
    const { runtime } = await setUp({
      build,
      electron: true,
      libraries: ['keychain', 'window', 'tests', 'clients', 'database', 'mail'],
    });
    await ensureCommandPrompt({ say: console.log, warn: console.error });
    if (runtime) console.log(`Ready, with ${describeRuntime(runtime)}`);
  } catch (error) {
    giveUp(error);
  }
}
