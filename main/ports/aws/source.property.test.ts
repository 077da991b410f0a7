import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFault } from '@core/form/form.ts';
import type { ProfileFiles } from './profile-files.ts';
import { startOf } from './profile-kind.ts';
import { sourceOf } from './source.ts';

const NAMES = ['default', 'a', 'b', 'c'] as const;
const SECRET = 'made-up-secret-of-a-property-test';
const name = fc.constantFrom(...NAMES);
/** Any mix of lines that people write, sensible or not. */
const section = fc.record(
  {
    aws_access_key_id: fc.constant(SECRET),
    aws_secret_access_key: fc.constant(SECRET),
    aws_session_token: fc.constant(SECRET),
    role_arn: fc.constantFrom('arn:aws:iam::111122223333:role/R', 'nonsense', ''),
    source_profile: fc.oneof(name, fc.string()),
    credential_source: fc.constantFrom('Environment', 'EcsContainer', 'nonsense'),
    mfa_serial: fc.constant('arn:aws:iam::111122223333:mfa/kim'),
    credential_process: fc.constant(`give ${SECRET}`),
    web_identity_token_file: fc.constant('/token'),
    sso_session: fc.constantFrom('corp', 'gone'),
    sso_account_id: fc.constant('111122223333'),
    sso_role_name: fc.constant('Support'),
    sso_start_url: fc.webUrl(),
    sso_region: fc.constant('eu-west-1'),
    login_session: fc.constant('arn:x'),
    region: fc.constant('eu-west-1'),
  },
  { requiredKeys: [] },
);
const files: fc.Arbitrary<ProfileFiles> = fc.record({
  profiles: fc.dictionary(name, section),
  sessions: fc.dictionary(fc.constantFrom('corp'), section),
});
const env = fc.record(
  {
    AWS_PROFILE: fc.oneof(name, fc.string()),
    AWS_ACCESS_KEY_ID: fc.constantFrom(SECRET, ''),
    AWS_SECRET_ACCESS_KEY: fc.constantFrom(SECRET, ''),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: fc.webUrl(),
    AWS_EC2_METADATA_DISABLED: fc.constantFrom('true', 'false', ''),
  },
  { requiredKeys: [] },
);

test('whatever stands in the files, a source is told or a fault of ours, and no key', () => {
  fc.assert(
    fc.property(fc.oneof(name, fc.constant(''), fc.string()), files, env, (profile, read, variables) => {
      let told: unknown;
      try {
        const source = sourceOf(profile, read, variables);
        told = source;
        // A chosen profile is the one that is used.
        if (profile !== '') expect(source.profile).toBe(profile);
        // What a role starts from is there, at the end of every way.
        if (source.profile !== undefined && source.kind === 'assume-role')
          expect(Object.hasOwn(read.profiles, startOf(source.profile, read))).toBe(true);
      } catch (error) {
        expect(isFault(error) && error.code).toMatch(/^AWS_PROFILE_(?:UNKNOWN|INCOMPLETE)$/);
        told = isFault(error) ? error.detail : error;
      }
      expect(JSON.stringify(told)).not.toContain(SECRET);
    }),
    { numRuns: 2_000 },
  );
});
