import type { HeaderList } from '../chain/event.ts';
import type { HttpRequest } from './http.ts';

/** AWS credentials as its own providers give them. They are held in memory alone and never leave the host. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Epoch milliseconds; absent where they don't end. */
  readonly expiresAt?: number;
  /** The account they are of, where it came with them. */
  readonly account?: string;
}

export interface Signing {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** Epoch milliseconds by the service's clock: a signature is good for five minutes around it. */
  readonly now: number;
}

/** The service's name in a signature. Source: service model of `cognito-idp`, `signingName`. */
const SERVICE = 'cognito-idp';

/** What a signature adds to every request, in the order of the wire; temporary credentials add their token. */
export const SIGNATURE_HEADERS = ['x-amz-date', 'authorization'] as const;

/**
 * The headers of a request with those of AWS Signature Version 4, by the Smithy package. `Host` is signed and left to
 * the transport. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function signedHeaders(
  request: Pick<HttpRequest, 'method' | 'url' | 'headers'> & { readonly body: Uint8Array },
  { credentials, region, now }: Signing,
): Promise<HeaderList> {
  const url = new URL(request.url);
  // Loaded when first needed: a sign-in is not signed.
  const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/core/checksum'),
  ]);
  // The body's hash is part of every signature. As a header of its own only S3 wants it, and the AWS CLI sends none.
  const signer = new SignatureV4({
    ...{ service: SERVICE, region, credentials, sha256: Sha256 },
    applyChecksum: false,
  });
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: {},
      headers: { ...Object.fromEntries(request.headers), host: url.host },
      body: request.body,
    },
    { signingDate: new Date(now) },
  );
  const added = Object.entries(headers).filter(
    ([name]) =>
      name.toLowerCase() !== 'host' &&
      !request.headers.some(([known]) => known.toLowerCase() === name.toLowerCase()),
  );
  return [...request.headers, ...added];
}
