import type { HeaderList } from '../../chain/event.ts';
import { coverSpans, secretSpans, spellings } from '../../chain/scrub.ts';
import { isSecretHeader, scrub } from '../../chain/redact.ts';
import type { Reply } from '../../cognito/wire.ts';

/**
 * A reply without what signed its request: AWS writes the whole of it into some errors, and an endpoint that is no
 * service may repeat it in an answer that looks taken. Tokens that an answer gives stay; those in an error's text don't.
 * @param secrets what signed, as it travelled and as it was made from
 */
export function withoutSignature(reply: Reply, secrets: readonly string[]): Reply {
  const bodyText = (): string => scrub(reply.bodyText, secrets);
  if (reply.kind === 'failure')
    return { ...reply, bodyText: bodyText(), detail: scrub(reply.detail, secrets) };
  if (reply.kind === 'error')
    return { ...reply, bodyText: bodyText(), message: scrub(reply.message, secrets) };
  const forms = spellings(secrets);
  const text = JSON.stringify(reply);
  if (!forms.some((form) => text.includes(form))) return reply;
  const cover = (value: string): string => {
    // A token has the look of a secret, and is what was asked for.
    const spans = secretSpans(value, forms).filter(([start, end]) => {
      const found = value.slice(start, end);
      return forms.some((form) => found.includes(form));
    });
    return coverSpans(value, spans);
  };
  return JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'string' ? cover(value) : value,
  ) as Reply;
}

/** An access key id has 16 characters or more. Source: IAM's API reference, AccessKey. */
const KEY_ID = /\bCredential=(\w{16,})\//;

/** What of a request that was sent says who signed it: signature, session token, access key id. */
export function signatureIn(headers: HeaderList): readonly string[] {
  const values = headers.flatMap(([name, value]) => (isSecretHeader(name) ? [value] : []));
  return [...values, ...values.flatMap((value) => KEY_ID.exec(value)?.[1] ?? [])];
}
