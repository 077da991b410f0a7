import type { AwsPort } from '@core/host/ports.ts';

export interface SystemAwsWish {
  /** True where nothing may leave this computer. */
  readonly loopbackOnly?: boolean;
  /** Asks whoever sits at the terminal. */
  readonly prompt?: (question: string) => Promise<string | undefined>;
}

/** AWS's own configuration on this computer. The SDK is loaded when it is first asked: a sign-in needs none of it. */
export function systemAws({ loopbackOnly = false, prompt }: SystemAwsWish = {}): AwsPort {
  const configured = async () => (await import('./configured-aws.ts')).configuredAws(loopbackOnly);
  return {
    profiles: async () => (await configured()).profiles(),
    source: async (profile) => (await configured()).source(profile),
    credentials: async (profile, mfa) => (await configured()).credentials(profile, mfa),
    ...(prompt === undefined ? {} : { prompt }),
  };
}
