import type { HeaderList } from '../../chain/event.ts';
import { isLoopback } from '../../cognito/endpoints.ts';
import type { HttpRequest } from '../../cognito/http.ts';
import { type AwsCredentials, signedHeaders } from '../../cognito/signing.ts';
import type { Target } from '../../contract.ts';
import type { AwsPort } from '../ports.ts';

/** The sandbox and emulators on this computer take any signature: nobody's credentials are used for them. */
const ANY: AwsCredentials = { accessKeyId: 'COUNTERSIGN', secretAccessKey: 'any' };
const NO_REGION = 'us-east-1';

export interface Signer {
  /**
   * The headers of a request to a target, signed as the target's profile.
   * @param now epoch milliseconds by the service's clock
   * @throws CoreFault AWS_CREDENTIALS and its kin: nothing is sent without a signature
   */
  headers(
    target: Target,
    request: HttpRequest & { readonly body: Uint8Array },
    now: number,
  ): Promise<HeaderList>;
}

export function createSigner(aws: AwsPort): Signer {
  return {
    async headers(target, request, now) {
      const credentials = takesAny(target) ? ANY : await aws.credentials(target.profile);
      return signedHeaders(request, { credentials, region: regionOf(target), now });
    },
  };
}

/** A profile that was chosen is used wherever the target is. */
export function takesAny({ endpoint, kind, profile }: Target): boolean {
  return kind === 'sandbox' || (profile === '' && isLoopback(endpoint));
}

/** Whose credentials sign calls to a target, in words: what a preview says of it. */
export function signsWith(target: Target): string {
  if (takesAny(target)) return 'made-up credentials: any are taken there';
  return target.profile === '' ? 'the credentials that AWS’s tools choose' : `the profile ${target.profile}`;
}

/** A pool's id begins with its region. */
export function regionOf({ region, userPoolId }: Target): string {
  return region || (/^([a-z]{2}(?:-[a-z]+)+-\d)_/.exec(userPoolId)?.[1] ?? NO_REGION);
}
