import type { HeaderList } from '../../chain/event.ts';
import { isSecretHeader } from '../../chain/redact.ts';
import { isLoopback } from '../../cognito/endpoints.ts';
import { isSigned } from '../../cognito/service/service.ts';
import type { HttpRequest } from '../../cognito/http.ts';
import { type AwsCredentials, signedHeaders } from '../../cognito/signing.ts';
import type { Target } from '../../contract.ts';
import type { AwsAccess } from './access.ts';

/** The sandbox and emulators on this computer take any signature: nobody's credentials are used for them. */
const ANY: AwsCredentials = { accessKeyId: 'COUNTERSIGN', secretAccessKey: 'any' };
const NO_REGION = 'us-east-1';

export interface Signer {
  /**
   * Waits until an operation can be signed, where it has to be: somebody may have to type a code first, and nothing is
   * begun before. @throws CoreFault AWS_CREDENTIALS and its kin
   */
  ready(target: Target, operation: string): Promise<void>;
  /**
   * The headers of a request to a target, signed as the target's profile.
   * @param now epoch milliseconds by the service's clock
   * @throws CoreFault AWS_CREDENTIALS and its kin: nothing is sent without a signature
   */
  sign(target: Target, request: HttpRequest & { readonly body: Uint8Array }, now: number): Promise<Signed>;
}

export interface Signed {
  readonly headers: HeaderList;
  /** What an error may repeat of the signature, and nobody may see: AWS writes a whole request into some. */
  readonly secrets: readonly string[];
  /** To be called with the error that the service answered, if it did. */
  failed(code: string): void;
}

/** Credentials that ended early or were taken back. Source: AWS's common errors. */
const REFUSALS: ReadonlySet<string> = new Set(['ExpiredTokenException', 'UnrecognizedClientException']);

export function createSigner(aws: Pick<AwsAccess, 'credentials' | 'refused'>): Signer {
  return {
    async ready(target, operation) {
      if (isSigned(operation) && !takesAny(target)) await aws.credentials(target.profile);
    },
    async sign(target, request, now) {
      const any = takesAny(target);
      const credentials = any ? ANY : await aws.credentials(target.profile);
      const headers = await signedHeaders(request, { credentials, region: regionOf(target), now });
      const signature = headers.flatMap(([name, value]) => (isSecretHeader(name) ? [value] : []));
      return {
        headers,
        secrets: any ? signature : [...signature, ...secretsOf(credentials)],
        failed(code) {
          if (!any && REFUSALS.has(code)) aws.refused(target.profile, credentials);
        },
      };
    },
  };
}

/** What of credentials lets somebody in, or says whose they are to whoever finds it. */
function secretsOf({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials): readonly string[] {
  return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
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
