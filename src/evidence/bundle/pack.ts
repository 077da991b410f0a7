/** gzip by the platform's own streams (Compression Streams, WHATWG): no library, in window, terminal and worker. */

export type Unpacked =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `large`: it would unpack to more than it may. `damaged`: no gzip, or cut off. */
  | { readonly ok: false; readonly why: 'large' | 'damaged' };

export async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await through(new CompressionStream('gzip'), bytes, Infinity);
  if (!packed.ok) throw new Error('The bytes could not be packed.');
  return packed.bytes;
}

/** Whether bytes begin as gzip does (RFC 1952 section 2.3.1). */
export function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** @param most bytes; unpacking stops there, however much more would come */
export async function unpack(bytes: Uint8Array, most: number): Promise<Unpacked> {
  return through(new DecompressionStream('gzip'), bytes, most);
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  most: number,
): Promise<Unpacked> {
  const writer = stream.writable.getWriter();
  // What fails here fails in the reader, too, and is told there.
  const written = writer.write(bytes).then(
    () => writer.close(),
    () => undefined,
  );
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) break;
      length += value.length;
      if (length > most) {
        await reader.cancel().catch(() => undefined);
        return { ok: false, why: 'large' };
      }
      chunks.push(value);
    }
    await written;
  } catch {
    return { ok: false, why: 'damaged' };
  } finally {
    written.catch(() => undefined);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return { ok: true, bytes: whole };
}
