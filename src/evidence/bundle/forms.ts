/** The forms a secret may stand in. JSON, URL and HTML are taken off the file before it is searched, see `views.ts`. */
export type SecretForm = 'plain' | 'base64' | 'hex' | 'UTF-16' | 'JSON' | 'URL' | 'HTML';

export interface Spelled {
  readonly form: SecretForm;
  readonly bytes: Uint8Array;
}

/**
 * The bytes of a value as it is, in Base64 at each of the three places it can have in a longer text (both alphabets, RFC
 * 4648 sections 4 and 5), in hex of both cases and in UTF-16 of both byte orders; the same of its JSON spelling, which is
 * what stands in an encoded body.
 */
export function spelled(value: string): readonly Spelled[] {
  const all = new Map<string, Spelled>();
  const add = (form: SecretForm, text: string) => {
    if (!all.has(text)) all.set(text, { form, bytes: bytesOf(text) });
  };
  const json = JSON.stringify(value).slice(1, -1);
  for (const text of new Set([value, json, json.replaceAll('/', '\\/'), jsonInAscii(json)])) {
    const utf8 = binary(new TextEncoder().encode(text));
    add(text === value ? 'plain' : 'JSON', utf8);
    // application/x-www-form-urlencoded writes a space so.
    add('URL', utf8.replaceAll(' ', '+'));
    for (const before of [0, 1, 2]) {
      const base64 = base64Within(utf8, before);
      add('base64', base64);
      add('base64', base64.replaceAll('+', '-').replaceAll('/', '_'));
    }
    const hex = [...utf8].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    add('hex', hex);
    add('hex', hex.toUpperCase());
    add(
      'UTF-16',
      utf16(text, (high, low) => [low, high]),
    );
    add(
      'UTF-16',
      utf16(text, (high, low) => [high, low]),
    );
  }
  return [...all.values()];
}

/** The characters that a text has in the Base64 of a longer one, with `before` bytes before it, whatever these are. */
function base64Within(utf8: string, before: number): string {
  const encoded = btoa('\0'.repeat(before) + utf8);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor(((before + utf8.length) * 8) / 6);
  return encoded.slice(from, to);
}

function utf16(text: string, order: (high: number, low: number) => [number, number]): string {
  let bytes = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes += String.fromCharCode(...order(unit >> 8, unit & 0xff));
  }
  return bytes;
}

function jsonInAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One character a byte. */
function binary(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
