/*
 * Preloaded into a measured server with --import: what it uses, after a collection, whenever its parent asks. Needs
 * --expose-gc and an IPC channel.
 */
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ usage: { cpuMs: (user + system) / 1_000, heapUsed, rss } });
});
