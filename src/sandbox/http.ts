/** A request as the engine sees it: nothing of sockets. Header names are lower case. */
export interface SandboxRequest {
  readonly method: string;
  /** Path with query, as it stood in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface SandboxResponse {
  /** 0: there is no reply, see `delivery.drop`. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** How it goes out, where a fault wants it spoilt. */
  readonly delivery?: Delivery;
}

/** What a network does to a reply; the HTTP server carries it out. */
export interface Delivery {
  /** Sent so much later. Real time: a moved or frozen clock has no part in it. */
  readonly delayMs?: number;
  /** Content-Length promises the whole body, so many bytes of it come, then the connection ends. */
  readonly cutAfter?: number;
  /** The connection ends without a reply. */
  readonly drop?: true;
}
