import type { SecretKind } from './event.ts';
import { inThousands } from './in-thousands.ts';

/** What stands for a value of which nothing may be shown. Always the same length: a length is a hint. */
export const DOTS = '••••••';

/** Below this many characters four shown ones are too many. A Session has 20 or more, a hash 44. */
const SHORTEST_WITH_PREFIX = 20;

/**
 * The text shown in place of a secret: `AYAB… 1,563 chars` for `opaque` and `jwt`, only dots for `short`. A prefix that
 * would need escaping in JSON is not shown either, so a mask can stand inside a JSON string as it is.
 */
export function maskOf(value: string, kind: SecretKind): string {
  if (kind === 'short') return DOTS;
  const count = `${inThousands(value.length)} chars`;
  const prefix = value.slice(0, 4);
  const shown = value.length >= SHORTEST_WITH_PREFIX && /^[\w+/=.-]{4}$/.test(prefix) ? `${prefix}…` : DOTS;
  return `${shown} ${count}`;
}
