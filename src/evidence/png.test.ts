import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { imageOfPng } from './png.ts';
import { PNG, pngChunk, pngOf } from './testing/png.ts';

describe('imageOfPng', () => {
  it('keeps an image to the byte', () => {
    expect(imageOfPng(PNG)).toEqual(PNG);
  });

  it('leaves texts out, and whatever stands behind the end', () => {
    const text = pngChunk('tEXt', new TextEncoder().encode('Comment\0Hidden-horse-8'));
    const own = pngChunk('prVt', new TextEncoder().encode('Hidden-horse-8'));
    const behind = new TextEncoder().encode('Hidden-horse-8');
    const file = new Uint8Array([...pngOf([text, own]), ...behind]);
    expect(imageOfPng(file)).toEqual(PNG);
  });

  it('is none of what is cut off, has no image, or is something else', () => {
    for (const length of [0, 8, 20, PNG.length - 1]) expect(imageOfPng(PNG.slice(0, length))).toBeUndefined();
    expect(imageOfPng(new TextEncoder().encode('GIF89a and more'))).toBeUndefined();
    expect(
      imageOfPng(new Uint8Array([...PNG.slice(0, 8), ...pngChunk('IEND', new Uint8Array())])),
    ).toBeUndefined();
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        imageOfPng(new Uint8Array([...PNG.slice(0, 8), ...bytes]));
      }),
    );
  });
});
