import type { LineSpec } from './line.ts';

/** How two writings of one value stand to each other. */
export type Likeness =
  | 'same'
  /** the same number, but bytes in front are missing or surplus: a hash of these bytes comes out otherwise */
  | 'padding'
  | 'different';

/** Compares what another client printed with ours, whatever it printed in: hex, Base64, decimal, any case. */
export function likeness(spec: LineSpec, ours: string, theirs: string): Likeness {
  if (spec.shape === 'text') return ours === theirs ? 'same' : 'different';
  const bytes = bytesOf(spec, ours);
  const printed = writings(theirs);
  if (spec.shape === 'base64') {
    return ours === theirs || printed.some((one) => one.equals(bytes)) ? 'same' : 'different';
  }
  if (spec.shape === 'bytes' && printed.some((one) => one.equals(bytes))) return 'same';
  const number = toNumber(bytes);
  const equal = printed.some((one) => toNumber(one) === number) || decimalOf(theirs) === number;
  if (!equal) return 'different';
  return spec.shape === 'integer' ? 'same' : 'padding';
}

function bytesOf({ shape }: LineSpec, value: string): Buffer {
  return shape === 'base64' ? Buffer.from(value, 'base64') : fromHex(value);
}

/** Every way the text can be read. */
function writings(text: string): Buffer[] {
  const plain = text.replace(/^0x/i, '').replaceAll(/[\s:,-]/g, '');
  const found: Buffer[] = [];
  if (/^[0-9a-f]+$/i.test(plain)) found.push(fromHex(plain));
  if (/^[\w+/-]+={0,2}$/.test(text)) found.push(Buffer.from(text, 'base64'));
  return found;
}

function decimalOf(text: string): bigint | undefined {
  return /^\d+n?$/.test(text) ? BigInt(text.replace(/n$/, '')) : undefined;
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex');
}

function toNumber(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}
