/*
 * Preloaded into a measured server with --import: what its memory comes to after a collection, whenever its parent
 * asks. Needs --expose-gc and an IPC channel.
 */
process.on('message', (message) => {
  if (message !== 'memory') return;
  globalThis.gc?.();
  process.send?.({ memory: process.memoryUsage() });
});
