/** PNG 1.2, section 3.1: https://www.w3.org/TR/png-3/#5PNG-file-signature */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What says how the image looks. Chunks of text, time or a program's own may hold anything, and are left out. */
const OF_THE_IMAGE: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND'],
  ...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'pHYs'],
]);
/** Length, type and check sum around a chunk's data. Bytes. */
const AROUND = 12;

/**
 * The image of a PNG file and nothing else that it holds: no text, and nothing behind its end.
 * @returns undefined where it is no whole PNG
 */
export function imageOfPng(file: Uint8Array): Uint8Array | undefined {
  if (SIGNATURE.some((byte, at) => file[at] !== byte)) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const kept: Uint8Array[] = [file.subarray(0, SIGNATURE.length)];
  const seen = new Set<string>();
  for (let at = SIGNATURE.length; at + AROUND <= file.length;) {
    const end = at + AROUND + view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (end > file.length || (seen.size === 0) !== (type === 'IHDR')) return undefined;
    seen.add(type);
    if (OF_THE_IMAGE.has(type)) kept.push(file.subarray(at, end));
    if (type === 'IEND') return seen.has('IDAT') ? joined(kept) : undefined;
    at = end;
  }
  return undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
