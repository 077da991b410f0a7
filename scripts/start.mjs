import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runInOurPlace } from './child-process.mjs';
import { electronEnv, sandboxArgs } from './electron-launch.mjs';
import { findDisplay } from './reachable-display.mjs';
import { describeRuntime, giveUp, setUp } from './setup.mjs';
import { root } from './setup/paths.mjs';

const args = process.argv.slice(2);
// Electron complains about every desktop service a small machine lacks; none matters here.
const harmless = /:(ERROR|WARNING):(dbus\/)?(bus|object_proxy)\.cc|Failed to connect to the bus/;

try {
  const display = await findDisplay();
  process.exitCode = display.reachable ? await openWindow() : await stepInTerminal(display.why);
} catch (error) {
  giveUp(error);
}

async function openWindow() {
  const { runtime } = await setUp({ electron: true, libraries: ['window'] });
  if (runtime === undefined) throw new Error('Set-up returned no Electron.');
  console.log(`Opening the console with ${describeRuntime(runtime)}`);
  const env = electronEnv();
  const code = await runInOurPlace(
    runtime.executable,
    [...sandboxArgs(), root, ...args],
    { cwd: root, env, stdio: ['inherit', 'inherit', 'pipe'] },
    (child) => {
      if (child.stderr) createInterface({ input: child.stderr }).on('line', showLine);
    },
  );
  // Closing with Ctrl+C is a normal way to end.
  return code === 130 ? 0 : code;
}

/** @param {string} line */
function showLine(line) {
  if (harmless.test(line)) return;
  console.error(line);
  if (line.includes('SUID sandbox helper binary')) {
    console.error(
      'This Linux forbids the sandbox of Chromium to this user. Allow it with: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1',
    );
  }
}

/** @param {string} why */
async function stepInTerminal(why) {
  await setUp();
  console.log(`No display (${why}), so no window: stepping the demo chain here instead.`);
  return runInOurPlace(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'demo', ...args], {
    cwd: root,
    env: { ...process.env, COUNTERSIGN_TYPED_AS: 'npm run -s countersign --' },
  });
}
