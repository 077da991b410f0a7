import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * The pictures a project keeps are cloned with it, so they are kept small: 256 colours, as a window has few, and packed
 * as tightly as deflate can. PNG, third edition: https://www.w3.org/TR/png-3/
 */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;
const INDEXED = 3;
/** Bytes of a pixel by colour type: RGB and RGBA, eight bits a channel. */
const PIXEL = new Map([
  [2, 3],
  [6, 4],
]);

/** Makes every picture of a folder small; those that are so already stay as they are. @param {string} folder */
export function shrinkPictures(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.png'))) {
    const path = join(folder, name);
    const before = readFileSync(path);
    const after = smallPng(before);
    if (after.length < before.length) writeFileSync(path, after);
  }
}

/** The picture with an indexed palette; itself where it is of another kind. @param {Buffer} png @returns {Buffer} */
export function smallPng(png) {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const pixel = PIXEL.get(header[9] ?? 0);
  const interlaced = header[12] !== 0;
  if (pixel === undefined || header[8] !== 8 || interlaced) return png;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const colours = coloursOf(unfiltered(inflateSync(packed), width, height, pixel), pixel);
  const palette = paletteOf(colours);
  const nearest = nearestIn(palette);

  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest(colours[y * width + x] ?? 0);
  const indexed = Buffer.from(header);
  indexed[9] = INDEXED;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', indexed),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {Buffer} png */
function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** Takes the line filters off (section 9.2). @param {Buffer} raw @param {number} width @param {number} height @param {number} pixel */
function unfiltered(raw, width, height, pixel) {
  const line = width * pixel;
  const out = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const at = y * line + x;
      const left = x >= pixel ? (out[at - pixel] ?? 0) : 0;
      const up = y > 0 ? (out[at - line] ?? 0) : 0;
      const corner = x >= pixel && y > 0 ? (out[at - line - pixel] ?? 0) : 0;
      out[at] = (raw[y * (line + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

/** @param {number} filter @param {number} left @param {number} up @param {number} corner */
function predicted(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** One number a pixel, 0xrrggbb. @param {Buffer} bytes @param {number} pixel */
function coloursOf(bytes, pixel) {
  const colours = new Uint32Array(bytes.length / pixel);
  for (let at = 0; at < colours.length; at += 1) colours[at] = bytes.readUIntBE(at * pixel, 3);
  return colours;
}

/**
 * The colours used most stay exactly; the rest of the palette goes to the commonest of those that none is close to.
 * @param {Uint32Array} colours
 */
function paletteOf(colours) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byUse = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  for (const apart of [0, 6, 10, 16, 24, 40, 64]) {
    /** @type {number[]} */
    const palette = [];
    for (const colour of byUse) {
      if (palette.every((chosen) => distance(chosen, colour) > apart * apart)) palette.push(colour);
      if (palette.length > COLOURS) break;
    }
    if (palette.length <= COLOURS) return palette;
  }
  return byUse.slice(0, COLOURS);
}

/** @param {readonly number[]} palette */
function nearestIn(palette) {
  /** @type {Map<number, number>} */
  const known = new Map();
  return (/** @type {number} */ colour) => {
    let best = known.get(colour);
    if (best === undefined) {
      best = 0;
      palette.forEach((chosen, index) => {
        if (distance(chosen, colour) < distance(palette[best ?? 0] ?? 0, colour)) best = index;
      });
      known.set(colour, best);
    }
    return best;
  };
}

/** Squared, channel by channel. @param {number} a @param {number} b */
function distance(a, b) {
  const [red, green, blue] = [
    (a >> 16) - (b >> 16),
    ((a >> 8) & 255) - ((b >> 8) & 255),
    (a & 255) - (b & 255),
  ];
  return red * red + green * green + blue * blue;
}
