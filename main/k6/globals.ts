import { Bytes, textOf, utf8 } from './bytes.ts';

// Imported before all else: what the core finds as globals in Node and Electron.
class Utf8Encoder {
  encode(text = ''): Uint8Array {
    return Uint8Array.from(utf8(text));
  }
}
class Utf8Decoder {
  decode(bytes: Uint8Array = new Uint8Array()): string {
    return textOf(bytes);
  }
}

Object.assign(globalThis, {
  Buffer: Bytes,
  TextEncoder: Utf8Encoder,
  TextDecoder: Utf8Decoder,
  atob: (base64: string) => String.fromCharCode(...Bytes.from(base64, 'base64')),
  btoa: (binary: string) => Bytes.of(...[...binary].map((each) => each.charCodeAt(0))).toString('base64'),
});
