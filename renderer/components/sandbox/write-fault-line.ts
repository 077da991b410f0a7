import { ANSWER_WORDS, emptyDraft, MATCH_KEYS, type FaultDraft } from './fault-draft.ts';

/**
 * The one-line form of a rule, as the sandbox takes it (see "Faults" in src/sandbox/README.md). Nothing is checked:
 * the sandbox says what is wrong. Empty for an empty form.
 */
export function writeFaultLine(draft: FaultDraft): string {
  const left = MATCH_KEYS.filter((key) => draft[key] !== '').map((key) => `${key}=${word(draft[key])}`);
  const operation = draft.operation === '' ? [] : [word(draft.operation)];
  const answer = [...delayOf(draft), ...answerOf(draft)].join(' then ');
  if (left.length === 0 && operation.length === 0 && answer === '' && draft.kind === emptyDraft.kind)
    return '';
  return [...operation, ...left, '->', answer].join(' ').trimEnd();
}

function delayOf({ delay, kind }: FaultDraft): string[] {
  // A bare number is read as milliseconds, as everywhere in the window.
  if (delay !== '') return [`delay ${/^\d+$/.test(delay) ? `${delay}ms` : word(delay)}`];
  return kind === 'late' ? ['delay'] : [];
}

function answerOf(draft: FaultDraft): string[] {
  switch (draft.kind) {
    case 'late':
      return [];
    case 'throttle':
      return [`throttle ${draft.perSecond}/s`];
    case 'cut':
      return [`cut ${draft.bytes}`.trimEnd()];
    case 'html':
      return [`html ${draft.pageStatus}`.trimEnd()];
    case 'redirect':
      return [`redirect ${draft.redirectStatus}`.trimEnd()];
    case 'contentType':
      return [draft.contentType === '' ? 'contentType' : `contentType ${word(draft.contentType)}`];
    case 'oversize':
      return [`oversize ${draft.size}`.trimEnd()];
    case 'unnamed':
      return [`unnamed ${draft.unnamedStatus}`.trimEnd()];
    case 'drop':
      return ['drop'];
    case 'exception':
      return exceptionOf(draft);
  }
}

function exceptionOf({ exception, message, status }: FaultDraft): string[] {
  const parts = [
    ...(exception === '' ? [] : [word(exception, ANSWER_WORDS)]),
    ...(message === '' ? [] : [JSON.stringify(message)]),
    ...(status === '' ? [] : [`status=${word(status)}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(' ')];
}

/** In quotes where it would be read as something else bare. */
function word(text: string, reserved: readonly string[] = []): string {
  return /[\s"=]|^(?:->|then)$/.test(text) || reserved.includes(text) ? JSON.stringify(text) : text;
}
