import { secretSpans } from '../chain/scrub.ts';

/** What can only be a secret, wherever it stands: comments, too. Names of secrets in place of values are none. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/g, 'a private key'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, 'an AWS access key'],
  [/aws_?secret_?access_?key["']?\s*[:=]\s*["']?[A-Za-z0-9/+=]{40}/gi, 'an AWS secret access key'],
  [/aws_?session_?token["']?\s*[:=]\s*["']?[A-Za-z0-9/+=]{40,}/gi, 'an AWS session token'],
  [/otpauth:\/\/[^\s"']*[?&]secret=(?!\$\{)[^\s"'&]+/gi, 'an otpauth URI with its seed'],
];

/** Where a text holds what looks like a secret, in order. */
export function secretLooks(text: string): { readonly at: number; readonly what: string }[] {
  const found = LOOKS.flatMap(([look, what]) =>
    [...text.matchAll(look)].map(({ index }) => ({ at: index, what })),
  );
  const tokens = secretSpans(text, []).map(([at]) => ({ at, what: 'a token (JWT)' }));
  return [...found, ...tokens].toSorted((one, other) => one.at - other.at);
}

export function looksFix(what: string): string {
  return `This is ${what}. A scenario holds no secrets: put it under secrets as env:NAME or keychain:NAME, and write \${NAME} here.`;
}
