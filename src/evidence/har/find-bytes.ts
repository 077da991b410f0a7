/** Finds a run of bytes, by Boyer, Moore and Horspool: most bytes are never looked at. */
export function finder(text: string): (hay: Uint8Array) => boolean {
  const needle = new TextEncoder().encode(text);
  const { length } = needle;
  const last = needle[length - 1] ?? 0;
  const skips = new Uint8Array(256).fill(length);
  for (let at = 0; at < length - 1; at += 1) skips[needle[at] ?? 0] = length - 1 - at;
  return (hay) => {
    for (let end = length - 1; end < hay.length; end += skips[hay[end] ?? 0] ?? length) {
      if (hay[end] !== last) continue;
      let at = 1;
      while (at < length && hay[end - at] === needle[length - 1 - at]) at += 1;
      if (at === length) return true;
    }
    return false;
  };
}
