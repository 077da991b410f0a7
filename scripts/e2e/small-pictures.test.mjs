import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { smallPng } from './small-pictures.mjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
/** An RGB picture, each line with another of the five filters. @param {readonly (readonly (readonly number[])[])[]} lines */
function rgb(lines) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(lines[0]?.length ?? 0, 0);
  header.writeUInt32BE(lines.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const flat = lines.map((line) => line.flat());
  const filtered = flat.flatMap((line, y) => [
    y % 5,
    ...line.map((value, x) => {
      const left = line[x - 3] ?? 0;
      const up = flat[y - 1]?.[x] ?? 0;
      const corner = flat[y - 1]?.[x - 3] ?? 0;
      const guess = left + up - corner;
      const paeth = [left, up, corner].reduce((best, one) =>
        Math.abs(guess - one) < Math.abs(guess - best) ? one : best,
      );
      return (value - ([0, left, up, (left + up) >> 1, paeth][y % 5] ?? 0)) & 255;
    }),
  ]);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(filtered))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
/** The colours of an indexed picture. @param {Buffer} png */
function read(png) {
  /** @type {Map<string, Buffer>} */
  const chunks = new Map();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const [length, type] = [png.readUInt32BE(at), png.toString('latin1', at + 4, at + 8)];
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(type, png.subarray(at + 8, at + 8 + length));
  }
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const width = chunks.get('IHDR')?.readUInt32BE(0) ?? 0;
  return Array.from({ length: rows.length / (width + 1) }, (_, y) =>
    Array.from({ length: width }, (__, x) => {
      const at = (rows[y * (width + 1) + 1 + x] ?? 0) * 3;
      return [...palette.subarray(at, at + 3)];
    }),
  );
}

it('keeps every colour of a picture that has few, whatever its filters', () => {
  const lines = Array.from({ length: 7 }, (_, y) =>
    Array.from({ length: 4 }, (__, x) => [(y * 37) % 256, (x * 61) % 256, 200]),
  );
  expect(read(smallPng(rgb(lines)))).toEqual(lines);
});

it('stays close to every colour of a picture that has many, and is small once', () => {
  const lines = Array.from({ length: 40 }, (_, y) =>
    Array.from({ length: 40 }, (__, x) => [x * 6, y * 6, (x * y) % 256]),
  );
  const small = smallPng(rgb(lines));
  const off = read(small).flatMap((line, y) =>
    line.flatMap((colour, x) => colour.map((value, at) => Math.abs(value - (lines[y]?.[x]?.[at] ?? 0)))),
  );
  expect(Math.max(...off)).toBeLessThanOrEqual(64);
  expect(smallPng(small)).toBe(small);
});
