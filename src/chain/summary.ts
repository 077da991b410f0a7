import type { Body } from './event.ts';
import { inThousands } from './in-thousands.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

const LONGEST = 120;
/** Of one value: a TIMESTAMP or a name is shorter, SRP_A is far longer and says nothing. */
const LONGEST_VALUE = 48;
/** Said by the step's name already, or the same in every step. */
const UNSAID: ReadonlySet<string> = new Set(['SECRET_HASH', 'CHALLENGE_NAME']);

/** What was answered, in one masked line: typed values, or what was proved when nothing was typed. */
export function summaryOf(body: Body, computed: readonly string[], overridden: readonly string[]): string {
  const members = parse(body.text);
  const map = members['AuthParameters'] ?? members['ChallengeResponses'];
  const answer = isJsonObject(map) ? map : members;
  const typed = Object.entries(answer).filter(
    ([key, value]) =>
      typeof value === 'string' && !UNSAID.has(key) && (overridden.includes(key) || !isOurs(key, computed)),
  );
  const words = typed.map(([key, value]) =>
    key === 'USERNAME' ? String(value) : `${key} ${shortValue(String(value))}`,
  );
  const proved = computed.filter(
    (key) => key in answer && key !== 'USERNAME' && !UNSAID.has(key) && !isOurs(key, []),
  );
  const line =
    words.length > 0 ? words.join(' · ') : proved.length > 0 ? `computed ${proved.join(', ')}` : '';
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** `70a6… 768 chars`, as masks count what they hide. */
export function shortValue(value: string): string {
  if (value.length <= LONGEST_VALUE) return value;
  return `${value.slice(0, 4)}… ${inThousands(value.length)} chars`;
}

/** Members every request carries, and those the core filled in. */
function isOurs(key: string, computed: readonly string[]): boolean {
  return (
    computed.includes(key) || ['ClientId', 'UserPoolId', 'Session', 'ChallengeName', 'AuthFlow'].includes(key)
  );
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value as JsonObject) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
