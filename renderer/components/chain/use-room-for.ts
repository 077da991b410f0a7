import { ref, type Ref, watch } from 'vue';

/** A picture's room by the shape of its pane, in few steps: a pane dragged wider lays it out anew only now and then. */
const ROOMS = {
  wide: { width: 760, height: 270 },
  middle: { width: 700, height: 380 },
  tall: { width: 560, height: 520 },
} as const;
type Shape = keyof typeof ROOMS;

/** The next picture begins as the last one was: else each would be laid out twice. */
let last: Shape = 'middle';

/**
 * What a picture is laid out for, in pixels.
 * @param pane its size in pixels; nothing of both until it was measured
 */
export function useRoomFor(
  pane: Readonly<Ref<{ width: number; height: number }>>,
): Ref<(typeof ROOMS)[Shape]> {
  const room = ref<(typeof ROOMS)[Shape]>(ROOMS[last]);
  watch(pane, ({ width, height }) => {
    if (width === 0) return;
    const ratio = width / Math.max(1, height);
    last = ratio > 2.3 ? 'wide' : ratio > 1.4 ? 'middle' : 'tall';
    room.value = ROOMS[last];
  });
  return room;
}
