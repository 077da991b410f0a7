import { isJsonObject, type JsonObject } from '../../json.ts';
import { parseJsonText } from '../json-text.ts';
import type { Step } from '../model.ts';

/** The members of a step's request as they are shown: secrets are masks. None where the body can't be read. */
export function sentBody({ request }: Pick<Step, 'request'>): JsonObject {
  const parsed = parseJsonText(request.body.text);
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
}

/** A member of it that is text. */
export function sentText(step: Pick<Step, 'request'>, member: string): string | undefined {
  const value = sentBody(step)[member];
  return typeof value === 'string' ? value : undefined;
}
