import type { WireFailureCode } from '@core/chain/event.ts';

/** How far an exchange got. */
export type Phase = 'lookup' | 'connect' | 'tls' | 'wait' | 'download';

export interface Failure {
  readonly code: WireFailureCode;
  /** What happened, why, and what to do next. */
  readonly detail: string;
}

/** Where an exchange stood when it failed. */
export interface Standing {
  readonly host: string;
  readonly phase: Phase;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Body bytes that came. */
  readonly received: number;
}

/** Failures that we decide on. */
export function failureFor(
  code: 'TIMEOUT' | 'CANCELLED' | 'NOT_LOOPBACK' | 'TOO_LARGE' | 'TRUNCATED' | 'RESET',
  at: Standing,
): Failure {
  switch (code) {
    case 'TIMEOUT':
      return { code, detail: `${slow(at)} Check endpoint and network, then send again.` };
    case 'CANCELLED':
      return {
        code,
        detail:
          'You stopped waiting. Cognito may have taken the request all the same; send again to find out.',
      };
    case 'NOT_LOOPBACK':
      return {
        code,
        detail: `${at.host} is not this machine. The evaluation runtime talks to local endpoints only, so that no real credential passes through it. Nothing was sent; use the sandbox, a local emulator or the official runtime.`,
      };
    case 'TOO_LARGE':
      return {
        code,
        detail: `The answer is larger than ${at.maxBytes.toLocaleString('en-US')} bytes; the rest was not read. Cognito’s answers have a few kilobytes; check the endpoint.`,
      };
    case 'TRUNCATED':
      return {
        code,
        detail: `The connection closed in the middle of the answer, after ${at.received.toLocaleString('en-US')} bytes of its body. Send again; if it stays, look at what stands in between.`,
      };
    case 'RESET':
      return {
        code,
        detail: `${at.host} closed the connection without an answer. Check that the endpoint speaks ${at.phase === 'tls' ? 'TLS (else use http://)' : 'HTTP on this port (or needs https://)'}, then send again.`,
      };
  }
}

/** Failures that Node reports. */
export function failureOf(error: unknown, at: Standing): Failure {
  const code = codeOf(error);
  if (code === 'NOT_LOOPBACK') return failureFor('NOT_LOOPBACK', at);
  if (code === 'ECONNREFUSED') {
    const detail = `Nothing listens at ${at.host}. Start the emulator or sandbox, or correct the endpoint, then send again.`;
    return { code: 'REFUSED', detail };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') {
    const why = code === 'EAI_AGAIN' ? 'The name server did not answer for' : 'There is no address for';
    return { code: 'DNS', detail: `${why} ${at.host}. Check region, endpoint and network.` };
  }
  if (isTlsCode(code)) return { code: 'TLS', detail: tlsDetail(code, at) };
  if (code === 'ETIMEDOUT') return failureFor('TIMEOUT', at);
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
    return failureFor(at.phase === 'download' ? 'TRUNCATED' : 'RESET', at);
  }
  if (code.startsWith('HPE_')) {
    const detail = `${at.host} answered with something that is not HTTP. Check the port, and whether the endpoint needs https://.`;
    return { code: 'NETWORK', detail };
  }
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_HTTP_INVALID_HEADER_VALUE' || code === 'ERR_INVALID_URL') {
    const detail = `The request can’t be written as HTTP (${code}). Look for line breaks in headers and at the endpoint; nothing was sent.`;
    return { code: 'NETWORK', detail };
  }
  return { code: 'NETWORK', detail: `${at.host} can’t be reached (${code}). Check endpoint and network.` };
}

function slow(at: Standing): string {
  const within = `within ${(at.timeoutMs / 1_000).toLocaleString('en-US')} s`;
  switch (at.phase) {
    case 'lookup':
      return `The name server gave no address for ${at.host} ${within}.`;
    case 'connect':
      return `${at.host} did not accept a connection ${within}; a firewall may swallow the packets.`;
    case 'tls':
      return `${at.host} did not finish the TLS handshake ${within}.`;
    case 'wait':
      return `${at.host} took the request and did not answer ${within}. Whether it acted on it is not known.`;
    case 'download':
      return `${at.host} began to answer and did not finish ${within}; ${at.received.toLocaleString('en-US')} bytes of the body came.`;
  }
}

const certificates: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority this machine does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority this machine does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is incomplete or not trusted here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; this machine’s clock may be off',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function isTlsCode(code: string): boolean {
  if (Object.hasOwn(certificates, code) || code === 'EPROTO') return true;
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_)/.test(code);
}

function tlsDetail(code: string, at: Standing): string {
  const why = certificates[code];
  if (why !== undefined) {
    return `${at.host} can’t be trusted: ${why}. Nothing was sent. Use the right host name, or give Node the authority with NODE_EXTRA_CA_CERTS.`;
  }
  return `No encrypted connection to ${at.host} (${code}). It may speak plain HTTP there: then use http://. Nothing was sent.`;
}

/** Several addresses failing at once come as one error around others. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  const first = errors?.[0];
  return first === undefined ? 'UNKNOWN' : codeOf(first);
}
