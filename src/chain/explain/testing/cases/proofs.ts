import { INCORRECT, BAD_HASH, NO_HASH, hash, sent, proof, stamp, GOOD, type Case } from './words.ts';

export const proofs = {
  'hash-from-alias': {
    has: {
      error: BAD_HASH,
      canonical: 'uuid-1',
      hash: { ...hash, wanted: 'uuid-1', over: 'ann@example.com' },
    },
    hasNot: { error: BAD_HASH, canonical: 'uuid-1', hash: { ...hash, wanted: 'uuid-1', over: 'uuid-1' } },
  },
  'username-not-canonical': {
    has: { error: INCORRECT, canonical: 'uuid-1', sent: { ...sent, answers: { USERNAME: 'ann' } } },
    hasNot: { error: INCORRECT, canonical: 'ann', sent },
  },
  'hash-other-name': {
    has: { error: BAD_HASH, hash: { ...hash, over: 'Ann' } },
    hasNot: { error: BAD_HASH, hash },
  },
  'hash-misshapen': {
    has: {
      error: BAD_HASH,
      hash: { sent: true, secretKnown: true, wanted: 'ann', misshapen: true, tried: 8 },
    },
    hasNot: { error: BAD_HASH, hash },
  },
  'hash-other-secret': {
    has: { error: BAD_HASH, hash: { sent: true, secretKnown: true, wanted: 'ann', tried: 8 } },
    hasNot: { error: BAD_HASH, hash: { ...hash, over: 'Ann' } },
  },
  'hash-left-out': {
    has: { error: NO_HASH, hash: { sent: false, secretKnown: true, tried: 0 } },
    hasNot: { error: NO_HASH, hash },
  },
  'no-client-secret': {
    has: { error: NO_HASH, sent: { ...sent, targetHasSecret: false } },
    hasNot: { error: NO_HASH, sent },
  },
  'client-changed': {
    has: { error: BAD_HASH, sent: { ...sent, clientId: 'y' } },
    hasNot: { error: BAD_HASH, sent },
  },
  'timestamp-padded': {
    has: { error: INCORRECT, proof, timestamp: stamp('Tue Sep 08 09:05:07 UTC 2026') },
    hasNot: { error: INCORRECT, proof, timestamp: stamp(GOOD) },
  },
  'timestamp-weekday': {
    has: { error: INCORRECT, proof, timestamp: stamp('Mon Sep 8 09:05:07 UTC 2026') },
    hasNot: { error: INCORRECT, proof, timestamp: stamp(GOOD) },
  },
  'timestamp-zone': {
    has: { error: INCORRECT, timestamp: stamp('Tue Sep 8 11:05:07 CEST 2026') },
    hasNot: { error: INCORRECT, timestamp: stamp(GOOD) },
  },
  'timestamp-form': {
    has: { error: INCORRECT, timestamp: stamp('2026-09-08T09:05:07Z') },
    hasNot: { error: INCORRECT, timestamp: stamp(GOOD) },
  },
  'clock-skew': {
    has: { error: INCORRECT, timestamp: stamp(GOOD, 3_600_000) },
    hasNot: { error: INCORRECT, timestamp: stamp(GOOD, 400) },
  },
  'timestamp-not-signed': {
    has: {
      error: INCORRECT,
      proof: { ...proof, holds: false, signedTimestamp: 'Tue Sep 8 09:05:08 UTC 2026' },
      timestamp: stamp(GOOD),
    },
    hasNot: { error: INCORRECT, proof, timestamp: stamp(GOOD) },
  },
  'secret-block-changed': {
    has: { error: INCORRECT, proof: { ...proof, secretBlock: 'changed' } },
    hasNot: { error: INCORRECT, proof },
  },
  'proof-mistake': {
    has: {
      error: INCORRECT,
      proof: { ...proof, holds: false, mistake: { id: 'key-not-cut', says: 'the key not cut' } },
    },
    hasNot: { error: INCORRECT, proof },
  },
  'signature-changed': {
    has: { error: INCORRECT, proof: { ...proof, holds: false }, overridden: ['PASSWORD_CLAIM_SIGNATURE'] },
    hasNot: { error: INCORRECT, proof },
  },
} as const satisfies Readonly<Record<string, Case>>;
