import { memberRanges } from '@core/chain/member-ranges.ts';
import type { Preview, RequestDifference } from '@core/contract.ts';
import { jsonTokens, type JsonToken } from '../inspector/json-tokens.ts';
import { tokenDifferences, type Stretch } from './token-diff.ts';

/** A stretch of the body in colours; marked where it differs from the computed request. */
export interface BodyPiece {
  readonly tokens: readonly JsonToken[];
  readonly mark?: 'changed' | 'added' | 'removed';
  readonly computed?: string;
  /** What differs, in words: the pointer, or nothing for a raw body. */
  readonly pointer?: string;
}

/** Past this length marks and colours cost more than they tell. Characters. */
const LONGEST = 60_000;

/** The body of a preview as pieces; their texts joined are its text. */
export function bodyPieces(preview: Preview, masks: ReadonlySet<string>): BodyPiece[] {
  const { text, differences, computedBody } = preview;
  if (text.length > LONGEST) return [{ tokens: [{ text, kind: 'other' }] }];
  const inBody = differences.filter((one) => one.pointer !== undefined);
  const stretches =
    inBody.some(({ pointer }) => pointer === '') && computedBody
      ? tokenDifferences(JSON.stringify(computedBody), text)
      : marked(text, inBody);
  return stretches.map(({ text: part, ...rest }) => ({ tokens: jsonTokens(part, masks), ...rest }));
}

function marked(text: string, differences: readonly RequestDifference[]): (Stretch & { pointer?: string })[] {
  const ranges = memberRanges(text);
  const marks = differences
    .flatMap(({ pointer = '', kind, computed }) =>
      (ranges.get(pointer) ?? []).map(([start, end]) => ({ start, end, pointer, mark: kind, computed })),
    )
    .sort((a, b) => a.start - b.start);
  const stretches: (Stretch & { pointer?: string })[] = [];
  let at = 0;
  for (const { start, end, pointer, mark, computed } of marks) {
    if (start < at) continue;
    if (start > at) stretches.push({ text: text.slice(at, start) });
    stretches.push({
      text: text.slice(start, end),
      mark,
      pointer,
      ...(computed === undefined ? {} : { computed }),
    });
    at = end;
  }
  return at < text.length ? [...stretches, { text: text.slice(at) }] : stretches;
}
