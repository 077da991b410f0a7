import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { keepZoomed, type Zoomed } from './page-zoom.ts';

class Contents extends EventEmitter implements Zoomed {
  readonly factors: number[] = [];
  destroyed = false;
  isDestroyed = (): boolean => this.destroyed;
  setZoomFactor = (factor: number): void => void this.factors.push(factor);
}

it('has a page in its size as soon as it is there, each time, and when another size is set', () => {
  const contents = new Contents();
  let percent = 150;
  const zoom = keepZoomed(contents, () => percent);
  expect(contents.factors).toEqual([]);
  contents.emit('did-navigate');
  percent = 90;
  zoom();
  contents.emit('did-navigate');
  expect(contents.factors).toEqual([1.5, 0.9, 0.9]);
});

it('leaves a window that is gone alone', () => {
  const contents = new Contents();
  const zoom = keepZoomed(contents, () => 150);
  contents.destroyed = true;
  zoom();
  expect(contents.factors).toEqual([]);
});
