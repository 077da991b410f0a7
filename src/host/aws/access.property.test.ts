import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AwsCredentials } from '../../cognito/signing.ts';
import { coreFault, isFault } from '../../form/form.ts';
import type { AwsPort } from '../ports.ts';
import { createAwsAccess } from './access.ts';

const MINUTE = 60_000;

type Move =
  | { readonly kind: 'use' | 'forget' | 'renew' | 'state' }
  | { readonly kind: 'wait'; readonly minutes: number }
  /** What is given from now on lasts so long; undefined: nothing is given. */
  | { readonly kind: 'gives'; readonly minutes: number | undefined };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constantFrom('use', 'use', 'use', 'forget', 'renew', 'state' as const) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 90 }) }),
  fc.record({
    kind: fc.constant('gives' as const),
    minutes: fc.option(fc.integer({ min: 2, max: 120 }), { nil: undefined }),
  }),
);

test('whatever happens, nobody gets credentials that have ended, and one asking is under way at most', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
      let now = 0;
      let lasts: number | undefined = 60;
      let flying = 0;
      let made = 0;
      const given = new Map<string, number>();
      const aws: AwsPort = {
        profiles: async () => [],
        source: async () => ({ kind: 'sso', profile: 'p', mfa: false }),
        async credentials(): Promise<AwsCredentials> {
          flying += 1;
          expect(flying).toBe(1);
          await Promise.resolve();
          flying -= 1;
          if (lasts === undefined) throw coreFault('AWS_UNREACHED', 'away');
          const accessKeyId = `key-${++made}`;
          const expiresAt = now + lasts * MINUTE;
          given.set(accessKeyId, expiresAt);
          return { accessKeyId, secretAccessKey: 'secret', expiresAt };
        },
      };
      const clock = { now: () => now, after: () => () => undefined };
      const random = { bytes: (count: number) => new Uint8Array(count), uuid: () => 'ask' };
      const access = createAwsAccess({ aws, clock, random }, () => undefined);
      const use = async () => {
        const got = await access.credentials('p').catch((error: unknown) => error);
        if (isFault(got)) return expect(got.code).toBe('AWS_UNREACHED');
        const { accessKeyId } = got as AwsCredentials;
        // A request under way must not meet their end, either.
        expect(given.get(accessKeyId) ?? 0).toBeGreaterThan(now + MINUTE - 1);
      };
      for (const next of moves) {
        if (next.kind === 'use') await Promise.all([use(), use()]);
        if (next.kind === 'forget') await access.forget('p');
        if (next.kind === 'renew') await access.renew('p').catch(() => undefined);
        if (next.kind === 'wait') now += next.minutes * MINUTE;
        if (next.kind === 'gives') lasts = next.minutes;
        const state = await access.state('p');
        if (state.held) expect(state.expiresAt ?? 0).toBeGreaterThan(now);
        // What was asked for early is let arrive before the clock moves on.
        while (flying > 0) await Promise.resolve();
      }
    }),
    { numRuns: 300 },
  );
});
