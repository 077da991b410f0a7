import { describe, expect, it } from 'vitest';
import { thresholdsOf } from './thresholds.ts';

const steps = [{ flow: 'USER_SRP_AUTH', expect: { took: '< 500ms' } }];

describe('thresholds of a load script', () => {
  it('hold what a file says of time, a step’s and that of all of it', () => {
    expect(thresholdsOf({ steps, timeout: '2m' })).toMatchObject({
      iteration_duration: ['max<120000'],
      'http_req_duration{step:01-USER_SRP_AUTH}': ['p(95)<500'],
    });
    expect(thresholdsOf({ steps })).not.toHaveProperty('iteration_duration');
  });
});
