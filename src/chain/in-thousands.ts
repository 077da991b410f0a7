/** `1563` as `1,563`: as `Intl` writes it in English, whose data takes 10 ms to load, too long for a start. */
export function inThousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
