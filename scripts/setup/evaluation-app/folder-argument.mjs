/**
 * Reads a command line the way Electron's own default app does: switches first, then the folder,
 * then whatever is for the app itself.
 * @param {readonly string[]} args without the executable
 * @returns {{ folder: string | undefined, preloads: string[], asksVersion: boolean }}
 */
export function readCommandLine(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--version' || arg === '-v') return { folder: undefined, preloads, asksVersion: true };
    if (arg.startsWith('--app=')) return { folder: arg.slice('--app='.length), preloads, asksVersion: false };
    if (arg === '-r' || arg === '--require') {
      const preload = args[at + 1];
      if (preload !== undefined) preloads.push(preload);
      at += 1;
    } else if (!arg.startsWith('-')) {
      return { folder: arg, preloads, asksVersion: false };
    }
  }
  return { folder: undefined, preloads, asksVersion: false };
}
