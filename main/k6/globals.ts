import { bytesFrom, joined, textOf, utf8 } from './bytes.ts';

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
  Buffer: { from: bytesFrom, concat: joined },
  TextEncoder: Utf8Encoder,
  TextDecoder: Utf8Decoder,
  atob: (base64: string) => String.fromCharCode(...bytesFrom(base64, 'base64')),
  btoa: (binary: string) => bytesFrom([...binary].map((each) => each.charCodeAt(0))).toString('base64'),
});

// Newer than the oldest engine that is met.
function missing(on: object, functions: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(functions))
    if (!(name in on)) Object.defineProperty(on, name, { value, writable: true, configurable: true });
}
missing(Object, {
  hasOwn: (object: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(object, name),
});
missing(Array.prototype, {
  findLast<T>(this: readonly T[], holds: (each: T, index: number) => boolean): T | undefined {
    for (let index = this.length - 1; index >= 0; index--) {
      const each = this[index] as T;
      if (holds(each, index)) return each;
    }
    return undefined;
  },
});
