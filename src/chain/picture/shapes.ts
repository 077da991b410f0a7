import type { Mark } from '../mark-paths.ts';

const CORNER = 7;

/**
 * The outline of a node with its upper left corner at 0 0: what a step came to shows in its shape. Rounded went on, a
 * capsule brought tokens, cut corners failed, notched sides expired; what still runs or waits is drawn dashed.
 */
export function outline(mark: Mark, width: number, height: number): string {
  switch (mark) {
    case 'tokens':
      return rounded(width, height, height / 2);
    case 'failed':
      return cut(width, height);
    case 'expired':
      return notched(width, height);
    default:
      return rounded(width, height, CORNER);
  }
}

/** Whether the outline is dashed: nothing came of it yet, or nothing was meant to. */
export function isDashed(mark: Mark): boolean {
  return mark === 'waiting' || mark === 'sending' || mark === 'idle';
}

function rounded(w: number, h: number, r: number): string {
  const arc = (x: number, y: number): string => `A${r} ${r} 0 0 1 ${x} ${y}`;
  return `M${r} 0H${w - r}${arc(w, r)}V${h - r}${arc(w - r, h)}H${r}${arc(0, h - r)}V${r}${arc(r, 0)}Z`;
}

function cut(w: number, h: number): string {
  const c = CORNER + 1;
  return `M${c} 0H${w - c}L${w} ${c}V${h - c}L${w - c} ${h}H${c}L0 ${h - c}V${c}Z`;
}

function notched(w: number, h: number): string {
  const n = CORNER;
  const middle = h / 2;
  return `M0 0H${w}V${middle - n}L${w - n} ${middle}L${w} ${middle + n}V${h}H0V${middle + n}L${n} ${middle}L0 ${middle - n}Z`;
}
