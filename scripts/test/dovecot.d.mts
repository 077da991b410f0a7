/** A mail server of a test's own, on loopback. */
export interface Dovecot {
  readonly port: number;
  /** TLS from the first byte. */
  readonly tlsPort: number;
  readonly user: string;
  readonly password: string;
  /** Puts a mail into the box as if it had come at that time. */
  deliver(source: string, at: Date): void;
  /** Ends it and deletes what it wrote. */
  remove(): Promise<void>;
}

/**
 * @param tls PEM
 * @throws with how to get it, where there is none
 */
export function startDovecot(tls: { readonly key: string; readonly cert: string }): Promise<Dovecot>;
