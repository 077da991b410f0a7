import type { AwsPort } from '@core/host/ports.ts';
import { coreFault } from '@core/form/form.ts';

/** The seconds before their end at which credentials count as ended: a request under way must not meet it. */
const MARGIN_MS = 60_000;

/**
 * AWS's own configuration on this computer, through the SDK's own credential providers: static keys, SSO, assume-role,
 * process, environment, container and instance. What they give is held in memory until it ends, and written nowhere.
 */
export function systemAws({ now }: { readonly now: () => number }): AwsPort {
  const held = new Map<string, Awaited<ReturnType<AwsPort['credentials']>>>();
  return {
    async credentials(profile) {
      const known = held.get(profile);
      if (known !== undefined && (known.expiresAt ?? Infinity) - MARGIN_MS > now()) return known;
      // Loaded when first needed: a sign-in needs none of it.
      const { fromNodeProviderChain } = await import('./provider-chain.ts');
      try {
        const { accessKeyId, secretAccessKey, sessionToken, expiration } = await fromNodeProviderChain(
          profile === '' ? {} : { profile },
        )();
        const credentials = {
          accessKeyId,
          secretAccessKey,
          ...(sessionToken === undefined ? {} : { sessionToken }),
          ...(expiration === undefined ? {} : { expiresAt: expiration.getTime() }),
        };
        held.set(profile, credentials);
        return credentials;
      } catch {
        throw coreFault(
          'AWS_CREDENTIALS',
          profile === ''
            ? 'No AWS credentials were found. Choose a profile for this target, or set AWS_PROFILE.'
            : `The profile ${profile} gives no credentials.`,
          'profile',
        );
      }
    },
  };
}
