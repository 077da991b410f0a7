import { contextBridge, ipcRenderer } from 'electron';
import { ASK_CHANNEL, TELL_CHANNEL } from '@core/channels.ts';

// The whole bridge: one question, one listener. The page can name no channel; the host validates every question.
contextBridge.exposeInMainWorld('countersign', {
  ask: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(ASK_CHANNEL, name, input),
  listen(run: (event: unknown) => void): () => void {
    const forward = (_: unknown, event: unknown) => run(event);
    ipcRenderer.on(TELL_CHANNEL, forward);
    return () => ipcRenderer.off(TELL_CHANNEL, forward);
  },
});
