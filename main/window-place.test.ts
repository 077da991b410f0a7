import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { displaySet, type Box, placeFor, PlacesSchema, SMALLEST, withPlace } from './window-place.ts';

const LAPTOP: Box = { x: 0, y: 0, width: 1440, height: 860 };
const DESK: Box = { x: 1440, y: -200, width: 2560, height: 1400 };
const seen = { x: 2000, y: 100, width: 1600, height: 1000, maximized: false };

describe('placeFor', () => {
  it('opens at the usual size the first time, and no larger than the display', () => {
    expect(placeFor(undefined, [LAPTOP])).toEqual({ width: 1280, height: 800, maximized: false });
    expect(placeFor(undefined, [{ x: 0, y: 0, width: 1024, height: 600 }])).toMatchObject({
      width: 1024,
      height: 600,
    });
  });

  it('opens where it was, maximised or not', () => {
    expect(placeFor(seen, [LAPTOP, DESK])).toEqual(seen);
    expect(placeFor({ ...seen, maximized: true }, [LAPTOP, DESK])).toMatchObject({
      maximized: true,
      x: 2000,
    });
  });

  it('leaves the position to the system where the display is gone', () => {
    expect(placeFor(seen, [LAPTOP])).toEqual({ width: 1440, height: 860, maximized: false });
  });

  it('pulls in what hangs over an edge', () => {
    expect(placeFor({ ...seen, x: 3500 }, [LAPTOP, DESK])).toMatchObject({ x: 2400, y: 100 });
  });

  const side = fc.integer({ min: 1, max: 8_000 });
  const at = fc.integer({ min: -9_000, max: 9_000 });
  const box = fc.record({ x: at, y: at, width: side, height: side });
  it('never opens off every display, nor larger than the one it is on', () => {
    fc.assert(
      fc.property(box, fc.array(box, { minLength: 1, maxLength: 4 }), (place, areas) => {
        const { x, y, width = 0, height = 0 } = placeFor({ ...place, maximized: false }, areas);
        const fits = areas.some((area) => {
          const small = width <= area.width && height <= area.height;
          if (x === undefined || y === undefined) return small;
          return (
            small &&
            x >= area.x &&
            y >= area.y &&
            x + width <= area.x + area.width &&
            y + height <= area.y + area.height
          );
        });
        expect(fits).toBe(true);
        expect(width).toBeGreaterThanOrEqual(Math.min(SMALLEST.width, ...areas.map((area) => area.width)));
      }),
    );
  });
});

describe('places', () => {
  it('knows a set of displays in any order', () => {
    expect(displaySet([LAPTOP, DESK])).toBe(displaySet([DESK, LAPTOP]));
    expect(displaySet([LAPTOP])).not.toBe(displaySet([LAPTOP, DESK]));
  });

  it('keeps the sets seen last', () => {
    let places = {};
    for (let at = 0; at < 20; at += 1) places = withPlace(places, `set ${at}`, seen);
    places = withPlace(places, 'set 10', seen);
    expect(Object.keys(places)).toHaveLength(12);
    expect(Object.keys(places).at(-1)).toBe('set 10');
    expect(v.is(PlacesSchema, places)).toBe(true);
  });
});
