import { crc32, deflateSync } from 'node:zlib';
import encodeQR from 'qr';

/** Pixels a module is wide. */
const SCALE = 6;

export interface ImageFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A PNG of a QR code, as an authenticator's set-up page shows one. */
export function qrImage(text: string): ImageFile {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  return png(
    modules.length * SCALE,
    (x, y) => modules[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] === true,
  );
}

/** A picture without any code in it: stripes. */
export function stripes(): ImageFile {
  return png(200, (x) => x % 40 < 20);
}

/** 8-bit grey, one filter byte a row (PNG specification, third edition, sections 5 and 9). */
function png(size: number, isDark: (x: number, y: number) => boolean): ImageFile {
  const rows = Buffer.alloc(size * (size + 1), 0xff);
  for (let y = 0; y < size; y += 1) {
    rows[y * (size + 1)] = 0;
    for (let x = 0; x < size; x += 1) if (isDark(x, y)) rows[y * (size + 1) + 1 + x] = 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head[8] = 8;
  const buffer = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name: 'code.png', mimeType: 'image/png', buffer };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
