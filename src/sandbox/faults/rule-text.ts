import { present } from '../../present.ts';
import { readWith, type Read } from '../problem.ts';
import { FaultRuleDraftSchema, type FaultRuleDraft } from './rule.ts';
import { readAnswer, writeAnswer } from './answer-text.ts';
import { splitWords, writeWord, type Word } from './words.ts';

const MATCH_KEYS = ['challenge', 'user', 'step', 'chance'] as const;
const RULE_KEYS = ['times', 'id'] as const;
const ARROW = '->';

/**
 * A rule on one line, as the command line takes it:
 * `RespondToAuthChallenge challenge=SMS_MFA user=ann step=2 chance=0.5 times=1 -> delay 2s then CodeMismatchException "text"`.
 * Everything left of the arrow may be left out.
 */
export function readFaultRule(line: string): Read<FaultRuleDraft> {
  const words = splitWords(line);
  if (words.problem !== undefined) return words;
  const arrow = words.value.findIndex(
    ({ key, text, quoted }) => !quoted && key === undefined && text === ARROW,
  );
  if (arrow < 0) {
    return { problem: 'put “->” before what happens, for example: InitiateAuth -> TooManyRequestsException' };
  }
  const left = readLeft(words.value.slice(0, arrow));
  if (left.problem !== undefined) return left;
  const answer = readAnswer(words.value.slice(arrow + 1));
  if (answer.problem !== undefined) return answer;
  return readWith(FaultRuleDraftSchema, { ...left.value, answer: answer.value });
}

function readLeft(words: readonly Word[]): Read<Record<string, unknown>> {
  const seen = new Map<string, string>();
  for (const { key = 'operation', text } of words) {
    if (![...MATCH_KEYS, ...RULE_KEYS, 'operation'].includes(key)) {
      return { problem: `${key}: is unknown here; use ${[...MATCH_KEYS, ...RULE_KEYS].join('=, ')}=` };
    }
    if (seen.has(key)) return { problem: `${key}: is given twice; keep one` };
    seen.set(key, text);
  }
  const numeric = (key: string) => numberOrText(seen.get(key));
  const match = {
    operation: seen.get('operation'),
    challenge: seen.get('challenge'),
    user: seen.get('user'),
    step: numeric('step'),
    chance: numeric('chance'),
  };
  return { value: present({ id: seen.get('id'), match: present(match), times: numeric('times') }) };
}

/** What is no number stays text, so that the schema says what belongs there. */
function numberOrText(text: string | undefined): number | string | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?(?:e-?\d+)?$/.test(text) ? Number(text) : text;
}

/** The line that reads back as this rule. */
export function writeFaultRule({ id, match, times, answer }: FaultRuleDraft): string {
  const entries = { ...match, operation: undefined, times, id };
  const left = [...MATCH_KEYS, ...RULE_KEYS].flatMap((key) => {
    const value = entries[key];
    return value === undefined ? [] : [`${key}=${writeWord(String(value))}`];
  });
  return [match.operation, ...left, ARROW, writeAnswer(answer)]
    .filter((part) => part !== undefined)
    .join(' ');
}
