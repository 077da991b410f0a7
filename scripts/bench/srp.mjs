import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const WARM_UP_ROUNDS = 5;
const ROUNDS = 31;
const GOAL = 10;

const require = createRequire(import.meta.url);
const { AuthenticationHelper } = require('amazon-cognito-identity-js');
// The hash amazon-cognito-identity-js signs with is its own dependency, so it is resolved from there.
const { Sha256 } = createRequire(require.resolve('amazon-cognito-identity-js'))('@aws-crypto/sha256-js');

const published = JSON.parse(
  readFileSync(new URL('../../src/crypto/vectors/srp-vectors.json', import.meta.url), 'utf8'),
);
const vectors = Object.values(published.vectors);

export const title = 'a full client SRP (a, A, u, x, S, key, signature), ours and amazon-cognito-identity-js';

/** @returns {(vector: object, fixedA?: string) => string} one sign-in's arithmetic, giving its signature */
function ours({ createSrpSecret, srpA, computeSrp, passwordClaimSignature }) {
  return (vector, fixedA) => {
    const a = fixedA === undefined ? createSrpSecret(randomBytes) : BigInt(`0x${fixedA}`);
    const { group, ident: identity, password, salt, B: srpB } = vector;
    const { key } = computeSrp({ group, identity, password, salt, a, srpA: srpA(a), srpB });
    const { secret_block: secretBlock, timestamp } = vector;
    return passwordClaimSignature({ key, group, identity, secretBlock, timestamp });
  };
}

/** The same work in the steps of that package's own CognitoUser.authenticateUserDefaultAuth. */
function theirs(vector, fixedA) {
  const helper = new AuthenticationHelper(vector.group);
  const Integer = helper.N.constructor;
  if (fixedA !== undefined) {
    helper.smallAValue = new Integer(fixedA, 16);
    helper.largeAValue = undefined;
  }
  let key;
  helper.getLargeAValue((error) => {
    if (error) throw error;
  });
  helper.getPasswordAuthenticationKey(
    vector.ident,
    vector.password,
    new Integer(vector.B, 16),
    new Integer(vector.salt, 16),
    (error, result) => {
      if (error) throw error;
      key = result;
    },
  );
  const hmac = new Sha256(key);
  hmac.update(
    Buffer.concat([
      Buffer.from(vector.group, 'utf8'),
      Buffer.from(vector.ident, 'utf8'),
      Buffer.from(vector.secret_block, 'base64'),
      Buffer.from(vector.timestamp, 'utf8'),
    ]),
  );
  return Buffer.from(hmac.digestSync()).toString('base64');
}

function milliseconds(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values) {
  return [...values].sort((one, two) => one - two)[Math.floor(values.length / 2)];
}

export default async function srp({ loadCore }) {
  const core = await loadCore('src/crypto/srp.ts');
  const [our, their] = [
    { run: ours(core), ms: [] },
    { run: theirs, ms: [] },
  ];

  const first = milliseconds(() => our.run(vectors[0]));
  // Both must do the same work before their times may be compared.
  for (const vector of vectors) {
    for (const { run } of [our, their]) {
      if (run(vector, vector.a) !== vector.signature) throw new Error(`Wrong signature for ${vector.name}.`);
    }
  }

  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const vector = vectors[Math.abs(round) % vectors.length];
    // Alternating, and taking turns at going first, lets a busy machine slow both alike.
    for (const side of round % 2 === 0 ? [our, their] : [their, our]) {
      const ms = milliseconds(() => side.run(vector));
      if (round >= 0) side.ms.push(ms);
    }
  }

  const [ourMedian, theirMedian] = [median(our.ms), median(their.ms)];
  const factor = theirMedian / ourMedian;
  const line = (name, ms) =>
    `${name.padEnd(28)} median ${median(ms).toFixed(1).padStart(6)} ms, best ${Math.min(...ms)
      .toFixed(1)
      .padStart(6)} ms`;
  return [
    `Node ${process.versions.node}, V8 ${process.versions.v8}, ${ROUNDS} rounds after ${WARM_UP_ROUNDS} to warm up`,
    line('countersign', our.ms),
    line('amazon-cognito-identity-js', their.ms),
    `factor ${factor.toFixed(1)} (goal: at least ${GOAL}: ${factor >= GOAL ? 'met' : 'MISSED'}); our very first call took ${first.toFixed(1)} ms`,
  ];
}
