import { ms, quantile } from '../sandbox/figures.mjs';

/** One frame of a display of 60 Hz, and what its clock may be off by. */
const FRAME_MS = 1_000 / 60;
const TOLERANCE_MS = 1.5;
const SMOOTH = 0.95;
const FRAMES = 180;

/**
 * Scrolls an element so many pixels a frame, from its top, and looks how far apart the frames are; and how they are when
 * nothing moves.
 * @param {import('@playwright/test').Page} page
 * @param {string} selector of the element that scrolls
 */
export function scrolling(page, selector, pixels) {
  return page.evaluate(
    async ([which, by, count]) => {
      const scroller = document.querySelector(which);
      const run = (move) =>
        new Promise((resolve) => {
          const gaps = [];
          let before;
          const frame = (now) => {
            if (before !== undefined) gaps.push(now - before);
            before = now;
            if (gaps.length >= count) return resolve(gaps);
            move();
            requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        });
      const still = await run(() => undefined);
      scroller.scrollTop = 0;
      return { still, moving: await run(() => (scroller.scrollTop += by)) };
    },
    [selector, pixels, FRAMES],
  );
}

/**
 * What scrolling came to. Met where as good as all frames come in time, or as many as come when nothing moves.
 * @param {{ moving: number[], still: number[] }} gaps between frames, milliseconds
 */
export function smoothness({ moving, still }) {
  const good = (gaps) => gaps.filter((gap) => gap <= FRAME_MS + TOLERANCE_MS).length / gaps.length;
  const rate = (gaps) => 1_000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  return {
    value: `${(good(moving) * 100).toFixed(0)} %`,
    limit: `${SMOOTH * 100} %`,
    met: good(moving) >= SMOOTH,
    metAsAtRest: good(moving) >= SMOOTH * Math.min(1, good(still)),
    beside: `${rate(moving).toFixed(1)} frames a second, p95 ${ms(quantile(moving, 0.95), 1)}; at rest ${(good(still) * 100).toFixed(0)} %, ${rate(still).toFixed(1)}`,
  };
}
