import { onScopeDispose } from 'vue';
import { listen } from '../../port.ts';

/**
 * Asks at once, and again whenever something in the sandbox changed. Changes come in bursts, so one question is under
 * way at a time.
 * @param ask resolves to whether there is more to be asked for
 * @returns asks out of turn
 */
export function useSandboxChanges(ask: () => Promise<boolean>): () => Promise<void> {
  let asking = false;
  let again = false;
  let left = false;

  async function load(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    while (again && !left) {
      again = false;
      const more = await ask();
      again ||= more;
    }
    asking = false;
  }

  const stop = listen((event) => {
    if (event.type === 'sandbox.changed') void load();
  });
  onScopeDispose(() => {
    left = true;
    stop();
  });
  void load();
  return load;
}
