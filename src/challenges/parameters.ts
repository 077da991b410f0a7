import { coreFault } from '../form/form.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { supplied } from './inputs.ts';
import type { Texts } from './inputs.ts';

/**
 * The texts of a JSON array inside a ChallengeParameter (`MFAS_CAN_CHOOSE`, `requiredAttributes`), without doubles.
 * Undefined when it is absent or no such array: emulators send worse, and a form must open all the same.
 */
export function textList(parameters: Texts, key: string): readonly string[] | undefined {
  const value = readJson(parameters, key);
  if (!Array.isArray(value)) return undefined;
  return [...new Set(value.filter((item) => typeof item === 'string' && item !== ''))] as string[];
}

/** The JSON object inside a ChallengeParameter (`userAttributes`), undefined when there is none. */
export function objectIn(parameters: Texts, key: string): JsonObject | undefined {
  const value = readJson(parameters, key);
  return isJsonObject(value) ? value : undefined;
}

function readJson(parameters: Texts, key: string): JsonValue | undefined {
  try {
    return JSON.parse(supplied(parameters, key) ?? '') as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * A ChallengeParameter that an answer can't be computed without.
 * @throws CoreFault PARAMETER_MISSING, its field the key that stays uncomputed
 */
export function needed(parameters: Texts, key: string, field: string): string {
  const value = supplied(parameters, key);
  if (value === undefined) {
    throw coreFault('PARAMETER_MISSING', `Cognito sent no ${key}, so ${field} can’t be computed.`, field);
  }
  return value;
}

/** Who the answer is proved for: `USER_ID_FOR_SRP`, else `USERNAME`, never the alias that was typed. */
export function canonicalUser(parameters: Texts): string | undefined {
  return supplied(parameters, 'USER_ID_FOR_SRP') ?? supplied(parameters, 'USERNAME');
}

/** Where Cognito sent a code, as a sentence: `Sent by SMS to +*******3210.`; empty when it did not say. */
export function sentTo(parameters: Texts): string {
  const medium = supplied(parameters, 'CODE_DELIVERY_DELIVERY_MEDIUM');
  const destination = supplied(parameters, 'CODE_DELIVERY_DESTINATION');
  if (medium === undefined && destination === undefined) return '';
  const by = medium === undefined ? '' : ` by ${medium === 'EMAIL' ? 'email' : medium}`;
  return `Sent${by}${destination === undefined ? '' : ` to ${destination}`}.`;
}

/** A value cut to what a line of help can hold. */
export function shortened(text: string, characters = 120): string {
  return text.length <= characters ? text : `${text.slice(0, characters)}…`;
}
