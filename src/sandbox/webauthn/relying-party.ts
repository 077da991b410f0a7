/** Who a pool's passkeys are made for: its own domain, or one that SetUserPoolMfaConfig names. */
export interface RelyingParty {
  /** A domain name: RelyingPartyId. */
  readonly id: string;
  readonly userVerification: 'required' | 'preferred';
}

/** What a credential has to answer. */
export interface Expected {
  readonly relyingParty: RelyingParty;
  /** Of the options, base64url. */
  readonly challenge: string;
}

/**
 * Whether a page may use the relying party's passkeys: `https` on its domain or one below, any port, which is as far as
 * a browser goes (WebAuthn Level 3 section 5.1.3); and `http://localhost`, for a relying party called localhost. The
 * service documents no more than that origin and relying party must fit; origins of mobile apps are not known here.
 */
export function isOwnOrigin(relyingPartyId: string, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  // The serialisation of an origin (HTML 7.1.1) and nothing more: no path, no default port, lower case.
  if (url.origin !== origin) return false;
  if (url.protocol === 'http:') return relyingPartyId === 'localhost' && url.hostname === 'localhost';
  if (url.protocol !== 'https:') return false;
  return url.hostname === relyingPartyId || url.hostname.endsWith(`.${relyingPartyId}`);
}
