import { expect, test } from 'vitest';
import { afresh } from './intent.ts';

test('what belonged to one exchange is not given once more: codes, hashes, frozen values, a body by hand', () => {
  const answer = {
    name: 'SMS_MFA',
    inputs: { SMS_MFA_CODE: '123456', DEVICE_KEY: 'd' },
    responses: { SECRET_HASH: 'by hand', USERNAME: null },
    members: { Session: 'old', ClientMetadata: { kept: 'too' } },
    frozen: { '/ChallengeResponses/SECRET_HASH': 'then' },
    rawBody: '{}',
  };
  const described = {
    fields: [{ key: 'SMS_MFA_CODE', label: 'Code', kind: 'code', required: true }] as const,
    computed: [{ key: 'USERNAME' }],
  };
  expect(afresh(answer, described)).toEqual({
    name: 'SMS_MFA',
    inputs: { DEVICE_KEY: 'd' },
    responses: { USERNAME: null },
    members: { ClientMetadata: { kept: 'too' } },
  });
});
