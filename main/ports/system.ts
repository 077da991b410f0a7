import { randomBytes, randomUUID } from 'node:crypto';
import type { EndpointEnvironment } from '@core/cognito/endpoints.ts';
import type { Clock, Random } from '@core/host/ports.ts';

/** Node makes one millisecond of a longer timer. Milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    let timer: ReturnType<typeof setTimeout>;
    const sleep = (left: number) => {
      timer = setTimeout(
        () => (left > LONGEST_TIMER ? sleep(left - LONGEST_TIMER) : run()),
        Math.min(left, LONGEST_TIMER),
      );
    };
    sleep(ms);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  uuid: () => randomUUID(),
};

const AWS_VARIABLES = [
  'AWS_REGION',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
] as const;

/** AWS's own variables that choose an endpoint, as its CLI and SDKs read them. */
export function awsEnvironment(env: NodeJS.ProcessEnv): EndpointEnvironment {
  return Object.fromEntries(AWS_VARIABLES.map((name) => [name, env[name]]));
}

/** An environment for a process that has no business with AWS: everything but AWS's own variables. */
export function withoutCredentials(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}
