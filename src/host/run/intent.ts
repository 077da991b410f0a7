import { secretKind } from '../../chain/secret-members.ts';
import type { Answer } from '../../contract.ts';
import { isSecretField, type Field } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';

/** What an answer's form and computation are described by: a flow or a challenge. */
export interface Described {
  readonly fields: readonly Field[];
  readonly computed: readonly { readonly key: string }[];
}

/** Belong to one exchange, whatever the challenge. */
const OF_ITS_EXCHANGE = ['SECRET_HASH', 'Session'];

/**
 * An answer as it can be given once more: without the codes of that moment and without hand-made or frozen values for
 * what is computed, which belong to the exchange they were made for, as a body written by hand does. Keys that were left
 * out on purpose stay out.
 */
export function afresh(
  { frozen: _frozen, rawBody: _raw, ...answer }: Answer,
  { fields, computed }: Described,
): Answer {
  const codes = fields.filter(({ kind }) => kind === 'code').map(({ key }) => key);
  const stale = new Set([...OF_ITS_EXCHANGE, ...codes, ...computed.map(({ key }) => key)]);
  const isGood = ([key, value]: readonly [string, JsonValue]) => value === null || !stale.has(key);
  const good = (map: Answer['members']) => Object.fromEntries(Object.entries(map).filter(isGood));
  return {
    ...answer,
    inputs: Object.fromEntries(Object.entries(answer.inputs).filter(isGood)),
    responses: good(answer.responses),
    members: good(answer.members),
  };
}

/** An answer as the page may have it: what is secret is left out, and what the host remembers stands in for it. */
export function withoutSecrets(answer: Answer, { fields }: Described): Answer {
  const isOpen = (key: string, value: JsonValue) => {
    const field = fields.find((known) => known.key === key);
    if (field !== undefined && isSecretField(field)) return false;
    if (value === null || field?.kind === 'choice') return true;
    return typeof value === 'string' && secretKind('answers', key, value, true) === undefined;
  };
  const open = <T extends JsonValue>(map: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(map).filter(([key, value]) => isOpen(key, value)));
  const members = Object.entries(answer.members).filter(
    ([key, value]) =>
      value === null || (typeof value === 'string' && secretKind('plain', key, value, true) === undefined),
  );
  return {
    ...answer,
    inputs: open(answer.inputs),
    responses: open(answer.responses),
    members: Object.fromEntries(members),
  };
}
