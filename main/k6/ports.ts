import { check, sleep } from 'k6';
import crypto from 'k6/crypto';
import http from 'k6/http';
import { createDeviceVerifier } from '@core/crypto/device-verifier.ts';
import { secretHash } from '@core/crypto/secret-hash.ts';
import { computeSrp, createSrpSecret, passwordClaimSignature, srpA } from '@core/crypto/srp.ts';
import { srpTimestamp } from '@core/crypto/timestamp.ts';
import { totpCode } from '@core/crypto/totp.ts';
import type { LoadPorts } from '@core/scenario/load/ports.ts';
import { bytesFrom } from './bytes.ts';

const bytes = (count: number): Uint8Array => new Uint8Array(crypto.randomBytes(count));
/** A refusal that the scenario asks for is no failed request. */
const refusals = http.expectedStatuses({ min: 200, max: 599 });

/** A scenario’s ports on k6’s own modules. */
export function k6Ports(env: LoadPorts['env']): LoadPorts {
  return {
    env,
    random: { bytes, uuid },
    now: () => Date.now(),
    sleep: (ms) => sleep(ms / 1_000),
    async post({ url, headers, body, step, refused }) {
      const {
        status,
        headers: came,
        body: text,
        timings,
        error,
      } = await http.asyncRequest('POST', url, body, {
        headers: Object.fromEntries(headers),
        tags: { step, name: step },
        redirects: 0,
        ...(refused ? { responseCallback: refusals } : {}),
      });
      return {
        status,
        headers: Object.entries(came),
        text: text ?? '',
        ms: timings.duration,
        problem: error,
      };
    },
    check: (what, passed, step) => void check(null, { [what]: () => passed }, { step }),
    sentCodes: new Map(),
    crypto: {
      openSrp() {
        const a = createSrpSecret(bytes);
        return { a, A: srpA(a) };
      },
      srpClaim(input, { a, A }) {
        const { key } = computeSrp({ ...input, a, srpA: A });
        return passwordClaimSignature({ ...input, key });
      },
      timestamp: srpTimestamp,
      totp: totpCode,
      secretHash,
      deviceVerifier: (keys) => createDeviceVerifier(keys, bytes),
    },
  };
}

/** Version 4, RFC 9562. */
function uuid(): string {
  const made = bytes(16);
  made[6] = ((made[6] ?? 0) & 0x0f) | 0x40;
  made[8] = ((made[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesFrom(made).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
