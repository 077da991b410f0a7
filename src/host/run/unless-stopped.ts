import type { Stop } from './stop.ts';

/**
 * What `work` comes to, or undefined as soon as it is stopped: then nobody waits for what goes on by itself, such as a
 * program or a mail box that answers late.
 */
export async function unlessStopped<T>(stop: Stop, work: Promise<T>): Promise<T | undefined> {
  let forget: () => void = () => undefined;
  const stopped = new Promise<undefined>((resolve) => {
    forget = stop.onStop(() => resolve(undefined));
    if (stop.stopped) resolve(undefined);
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    forget();
  }
}
