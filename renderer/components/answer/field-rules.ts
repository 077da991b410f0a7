import { THING_REFERENCE, type Field } from '@core/form/form.ts';
import { parseJsonText } from '@core/chain/json-text.ts';

/**
 * What a field's text breaks, in words, or undefined. A rule warns and never blocks: sending what is wrong is what
 * testers are for. Empty is quiet until it is sent; `required` is said by the label.
 */
export function brokenRule(field: Field, text: string): string | undefined {
  if (text === '' || (field.thing !== undefined && text.startsWith(THING_REFERENCE))) return undefined;
  if (field.kind === 'json') {
    const parsed = parseJsonText(text);
    if (!parsed.ok) return parsed.detail;
  }
  if (field.pattern && !new RegExp(field.pattern.source, 'u').test(text))
    return `Expected: ${field.pattern.hint}.`;
  if (field.digits !== undefined && /^\d+$/.test(text) && text.length !== field.digits)
    return `Expected ${field.digits} digits; there are ${text.length}.`;
  return undefined;
}
