/** One thing that differs between left and right. */
export interface Change {
  /** Where it stands: `request`, `ChallengeParameters` … */
  readonly part: ChangePart;
  /** The member, key, header or fact. */
  readonly key: string;
  /** Absent: that side does not have it. */
  readonly left?: string;
  readonly right?: string;
}

export type ChangePart =
  | 'chain'
  | 'step'
  | 'request'
  | 'request header'
  | 'outcome'
  | 'ChallengeParameters'
  | 'response header'
  | 'Session'
  | 'timing';

/** Added on the right, removed there, or another value. */
export function kindOf(change: Pick<Change, 'left' | 'right'>): 'added' | 'removed' | 'changed' {
  if (change.left === undefined) return 'added';
  return change.right === undefined ? 'removed' : 'changed';
}

type Texts = Readonly<Record<string, string>>;

/**
 * What differs between two maps of text, in the order of their keys, the left one's first.
 * @param alike keys whose values are not compared, only whether they are there
 */
export function changesIn(
  part: ChangePart,
  left: Texts,
  right: Texts,
  alike: (key: string) => boolean = () => false,
): Change[] {
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => {
    const [a, b] = [left[key], right[key]];
    if (a === b || (a !== undefined && b !== undefined && alike(key))) return [];
    return [{ part, key, ...(a === undefined ? {} : { left: a }), ...(b === undefined ? {} : { right: b }) }];
  });
}
