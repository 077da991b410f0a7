import type { Read } from '../problem.ts';
import type { FaultAnswer } from './rule.ts';
import { writeWord, type Word } from './words.ts';

type Written = Record<string, unknown>;

/** What may follow the arrow beside an exception's name: its word, and how its value is written. */
const FORMS = {
  delay: { field: 'delayMs', hint: 'write a delay as 500ms or 2s', read: readDelay },
  throttle: { field: 'throttle', hint: 'write a throttle as 5/s', read: readThrottle },
  cut: { field: 'cut', hint: 'write how many bytes arrive, as in cut 20', read: readCount },
  html: { field: 'html', hint: 'write the page’s status, as in html 503', read: readCount },
  redirect: { field: 'redirect', hint: 'write the redirect’s status, as in redirect 302', read: readCount },
  contentType: {
    field: 'contentType',
    hint: 'write what it is announced as, as in contentType text/plain',
    read: (text: string) => (text === '' ? undefined : text),
  },
  oversize: {
    field: 'oversize',
    hint: 'write how many bytes it is filled up to, as in oversize 17000000',
    read: readCount,
  },
  unnamed: { field: 'unnamed', hint: 'write the error’s status, as in unnamed 502', read: readCount },
} as const;
/** Those whose value stands as it is after their word. */
const PLAIN = ['cut', 'html', 'redirect', 'contentType', 'oversize', 'unnamed'] as const;
const RESERVED = [...Object.keys(FORMS), 'drop'];

/** Parts between `then`s: a delay beside one of the others. Their limits are the schema's to check. */
export function readAnswer(words: readonly Word[]): Read<Written> {
  const answer: Written = {};
  for (const part of splitAtThen(words)) {
    const read = readPart(part);
    if (read.problem !== undefined) return read;
    const [again] = Object.keys(read.value).filter((field) => field in answer);
    if (again !== undefined) return { problem: `answer.${again}: is given twice; keep one` };
    Object.assign(answer, read.value);
  }
  return { value: answer };
}

function splitAtThen(words: readonly Word[]): Word[][] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (!word.quoted && word.key === undefined && word.text === 'then') parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function readPart([first, ...rest]: readonly Word[]): Read<Written> {
  if (first === undefined || first.key !== undefined) {
    return { problem: `answer: say what happens: an exception’s name, ${RESERVED.join(', ')}` };
  }
  if (!first.quoted && first.text === 'drop') {
    return rest.length === 0 ? { value: { drop: true } } : { problem: 'answer.drop: write drop alone' };
  }
  const form =
    first.quoted || !Object.hasOwn(FORMS, first.text) ? undefined : FORMS[first.text as keyof typeof FORMS];
  if (form === undefined) return readException(first.text, rest);
  const [value, more] = rest;
  const read = value?.key === undefined && more === undefined ? form.read(value?.text ?? '') : undefined;
  return read === undefined
    ? { problem: `answer.${form.field}: ${form.hint}` }
    : { value: { [form.field]: read } };
}

function readException(exception: string, rest: readonly Word[]): Read<Written> {
  const answer: Written = { exception };
  for (const { key, text, quoted } of rest) {
    const field = key ?? 'message';
    if ((key === undefined && !quoted) || (key !== undefined && key !== 'status') || field in answer) {
      return { problem: `answer: write ${exception} "message" status=400; both may be left out` };
    }
    answer[field] = field === 'status' ? (readCount(text) ?? text) : text;
  }
  return { value: answer };
}

function readCount(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function readDelay(text: string): number | undefined {
  const [, amount = '', unit] = /^(\d{1,9})(ms|s)$/.exec(text) ?? [];
  return unit === undefined ? undefined : Number(amount) * (unit === 's' ? 1_000 : 1);
}

function readThrottle(text: string): { perSecond: number } | undefined {
  const [, amount] = /^(\d{1,9})\/s$/.exec(text) ?? [];
  return amount === undefined ? undefined : { perSecond: Number(amount) };
}

export function writeAnswer(answer: FaultAnswer): string {
  const { delayMs, exception, message, status, throttle, drop } = answer;
  const delay = delayMs === undefined ? [] : [`delay ${writeDelay(delayMs)}`];
  const named = exception === undefined ? [] : [writeException(exception, message, status)];
  const others = [
    throttle && `throttle ${String(throttle.perSecond)}/s`,
    ...PLAIN.map((kind) => answer[kind] !== undefined && `${kind} ${String(answer[kind])}`),
    drop && 'drop',
  ].filter((part) => typeof part === 'string');
  return [...delay, ...named, ...others].join(' then ');
}

function writeDelay(ms: number): string {
  return ms % 1_000 === 0 ? `${String(ms / 1_000)}s` : `${String(ms)}ms`;
}

function writeException(name: string, message?: string, status?: number): string {
  const parts = [writeWord(name, RESERVED)];
  if (message !== undefined) parts.push(JSON.stringify(message));
  if (status !== undefined) parts.push(`status=${String(status)}`);
  return parts.join(' ');
}
