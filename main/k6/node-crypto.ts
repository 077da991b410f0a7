import crypto from 'k6/crypto';
import { bufferOf, type Bytes, bytesFrom, joined } from './bytes.ts';

// Stands in for node:crypto where the core is bundled for k6: SHA-256 and HMAC, computed by k6 itself.

interface Hashing {
  update(part: string | Uint8Array): Hashing;
  digest(): Bytes;
  digest(format: 'base64' | 'hex'): string;
}

export function createHash(algorithm: 'sha256'): Hashing {
  if (algorithm !== 'sha256') throw new TypeError('Only sha256 is here.');
  return hashing((data) => crypto.sha256(data, 'hex'));
}

export function createHmac(algorithm: 'sha256', key: string | Uint8Array): Hashing {
  const secret = bufferOf(typeof key === 'string' ? bytesFrom(key) : key);
  return hashing((data) => crypto.hmac(algorithm, secret, data, 'hex'));
}

function hashing(hexOf: (data: ArrayBuffer) => string): Hashing {
  const parts: Uint8Array[] = [];
  const made: Hashing = {
    update(part) {
      parts.push(typeof part === 'string' ? bytesFrom(part) : part);
      return made;
    },
    digest: ((format?: 'base64' | 'hex') => {
      const bytes = bytesFrom(hexOf(bufferOf(joined(parts))), 'hex');
      return format === undefined ? bytes : bytes.toString(format);
    }) as Hashing['digest'],
  };
  return made;
}
