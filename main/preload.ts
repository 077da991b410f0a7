import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ASK_CHANNEL, OFFER_CHANNEL, TELL_CHANNEL } from '@core/channels.ts';

/** Every part of the page that listens: many, on one channel. */
const listeners = new Set<(event: unknown) => void>();
ipcRenderer.on(TELL_CHANNEL, (_, event: unknown) => listeners.forEach((run) => run(event)));

// The whole bridge: one question, one listener, one way to hand in files. The page can name no channel; the host validates every question.
contextBridge.exposeInMainWorld('countersign', {
  ask: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(ASK_CHANNEL, name, input),
  // Only the system knows where a dropped file lies; one that the page made up lies nowhere, and is passed over.
  offer: (files: unknown): Promise<unknown> =>
    ipcRenderer.invoke(
      OFFER_CHANNEL,
      (Array.isArray(files) ? files : [])
        .filter((file) => file instanceof File)
        .map((file) => webUtils.getPathForFile(file))
        .filter((path) => path !== ''),
    ),
  listen(run: (event: unknown) => void): () => void {
    // A function of its own for each: the page may hand in the same one twice.
    const forward = (event: unknown) => run(event);
    listeners.add(forward);
    return () => void listeners.delete(forward);
  },
});
