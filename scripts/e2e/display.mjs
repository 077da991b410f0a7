import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupError } from '../setup/setup-error.mjs';

/**
 * A display nobody sees, always of the same size, so that no layout depends on the machine.
 * Xvfb picks a free number itself and tells it on the extra pipe once it accepts windows.
 * @returns {Promise<{ name: string, close: () => void }>}
 */
export async function openDisplay() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Ctrl+C must not take the display away before the windows on it are closed.
    detached: true,
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += chunk));
  const close = () => void child.kill();
  process.once('exit', close);
  const number = await Promise.race([
    once(/** @type {NodeJS.ReadableStream} */ (child.stdio[3]), 'data').then(([chunk]) =>
      String(chunk).trim(),
    ),
    once(child, 'exit').then(() => undefined),
  ]).catch(() => undefined);
  if (number === undefined) {
    throw new SetupError(
      `Xvfb did not start. Install xvfb, or use this screen with: npm run e2e -- --headed\n${complaint}`,
    );
  }
  return { name: `:${number}`, close };
}
