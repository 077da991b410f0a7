import type { Exchange } from '../exchange.ts';

/** Exchanges for tests: a request and what Cognito said to it. */
export function call(
  operation: string,
  sentAt: number,
  request: unknown,
  reply: object | { status: number; body: unknown },
): Exchange {
  const { status, body } = 'status' in reply && 'body' in reply ? reply : { status: 200, body: reply };
  return {
    operation,
    sentAt,
    timing: { total: 80 },
    request: {
      method: 'POST',
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      headers: [],
      text: JSON.stringify(request),
    },
    response: { status: Number(status), statusText: '', headers: [], text: JSON.stringify(body) },
    holes: [],
    place: `at ${String(sentAt)}`,
  };
}

export function challenge(name: string, session: string) {
  return { ChallengeName: name, ChallengeParameters: {}, Session: session };
}

export function signedIn(user: string) {
  return { AuthenticationResult: { AccessToken: jwt(user, 'access'), RefreshToken: `refresh-of-${user}` } };
}

/** Unsigned in truth, but of the form. */
export function jwt(user: string, use: string): string {
  const part = (value: unknown) => btoa(JSON.stringify(value)).replace(/=+$/, '');
  return `${part({ alg: 'RS256' })}.${part({ username: user, token_use: use })}.c2lnbmF0dXJl`;
}
