/** Chromium refuses its sandbox to root on Linux. Nobody else ever runs without it. */
export function sandboxArgs(platform = process.platform, uid = process.getuid?.()) {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [];
}

/** @param {NodeJS.ProcessEnv} [env] */
export function electronEnv(env = process.env) {
  // Terminals inside Electron editors set this; with it Electron would be a plain Node.
  return { ...env, ELECTRON_RUN_AS_NODE: undefined };
}
