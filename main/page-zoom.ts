/** What of a window's contents has to do with its size. */
export interface Zoomed {
  on(event: 'did-navigate', listener: () => void): unknown;
  isDestroyed(): boolean;
  setZoomFactor(factor: number): void;
}

/**
 * Keeps a page at its size: from before its first paint, and whenever it is loaded again.
 * @param percent of the page's own size, as it is set by now
 * @returns zooms it anew, when another size was set
 */
export function keepZoomed(contents: Zoomed, percent: () => number): () => void {
  const zoom = (): void => {
    if (!contents.isDestroyed()) contents.setZoomFactor(percent() / 100);
  };
  // Electron keeps the factor for the page that is there, and forgets it with the one before.
  contents.on('did-navigate', zoom);
  return zoom;
}
