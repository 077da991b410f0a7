// The parts of k6's own modules that the runtime uses. Source: grafana.com/docs/k6, JavaScript API.
declare module 'k6' {
  export function check(value: unknown, sets: Record<string, () => boolean>, tags?: object): boolean;
  export function sleep(seconds: number): void;
}
declare module 'k6/http' {
  interface Response {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
    readonly timings: { readonly duration: number };
    readonly error: string;
  }
  interface Params {
    readonly headers?: Readonly<Record<string, string>>;
    readonly tags?: Readonly<Record<string, string>>;
    readonly responseCallback?: unknown;
    readonly redirects?: number;
  }
  const http: {
    asyncRequest(method: string, url: string, body: string | null, params?: Params): Promise<Response>;
    expectedStatuses(...statuses: readonly { min: number; max: number }[]): unknown;
  };
  export default http;
}
declare module 'k6/crypto' {
  type Input = string | ArrayBuffer;
  const crypto: {
    hmac(algorithm: 'sha256' | 'sha1', secret: Input, data: Input, encoding: 'hex'): string;
    sha256(input: Input, encoding: 'hex'): string;
    randomBytes(count: number): ArrayBuffer;
  };
  export default crypto;
}
declare module 'k6/encoding' {
  const encoding: {
    b64encode(input: string | ArrayBuffer, encoding?: 'std'): string;
    b64decode(input: string, encoding?: 'std' | 'rawstd'): ArrayBuffer;
  };
  export default encoding;
}
declare module 'k6/execution' {
  const execution: { readonly scenario: { readonly iterationInTest: number } };
  export default execution;
}
