/** Every form of a value, written down by someone who knows nothing of how they are looked for; one character a byte. */
export function naiveForms(value: string): ReadonlyMap<string, string> {
  const utf8 = binary(value);
  const json = JSON.stringify(value).slice(1, -1);
  const inside = (before: number) =>
    btoa(`${'x'.repeat(before)}${utf8}yyy`).slice(
      Math.ceil((before * 4) / 3),
      Math.floor(((before + utf8.length) * 4) / 3),
    );
  const url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');
  const units = [...Array(value.length).keys()].map((at) => value.charCodeAt(at));
  const bytes = [...utf8].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0'));
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return new Map([
    ['plain', utf8],
    ['base64', inside(0)],
    ['base64 after one', inside(1)],
    ['base64 after two', inside(2)],
    ['base64url', url(inside(0))],
    ['base64url after one', url(inside(1))],
    ['base64url after two', url(inside(2))],
    ['URL', encodeURIComponent(value)],
    ['URL, every byte', bytes.map((byte) => `%${byte}`).join('')],
    ['JSON', binary(json)],
    ['JSON with slashes', binary(json.replaceAll('/', '\\/'))],
    ['JSON, every unit', units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')],
    ['JSON twice', binary(JSON.stringify(json).slice(1, -1))],
    ['HTML', binary(html.replaceAll('"', '&quot;'))],
    ['hex', bytes.join('')],
    ['HEX', bytes.join('').toUpperCase()],
    ['UTF-16LE', units.map((unit) => String.fromCharCode(unit & 0xff, unit >> 8)).join('')],
    ['UTF-16BE', units.map((unit) => String.fromCharCode(unit >> 8, unit & 0xff)).join('')],
  ]);
}

function binary(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
