import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/paths.mjs';

/**
 * The built sandbox, as the application starts it.
 * @returns {import('./server.mjs').Side}
 */
export function countersign() {
  const script = join(root, 'out', 'main', 'sandbox-process.js');
  if (!existsSync(script)) throw new Error(`${script} is missing. Run "npm run build" first.`);
  return { name: 'countersign', command: (port) => ({ args: [script, '--port', String(port)] }) };
}
