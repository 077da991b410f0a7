/** What a rule does to the calls it matches. `late`: nothing but its delay. */
export type FaultKind =
  | 'exception'
  | 'late'
  | 'throttle'
  | 'cut'
  | 'html'
  | 'redirect'
  | 'contentType'
  | 'oversize'
  | 'unnamed'
  | 'drop';

/** A fault rule as the form holds it: every value as it was typed, empty for none. */
export interface FaultDraft {
  readonly operation: string;
  readonly challenge: string;
  readonly user: string;
  readonly step: string;
  readonly chance: string;
  readonly times: string;
  /** Only of a rule that is being changed: it takes the place of the one of this id. */
  readonly id: string;
  readonly kind: FaultKind;
  readonly exception: string;
  readonly message: string;
  readonly status: string;
  /** `500ms`, `2s`. */
  readonly delay: string;
  readonly perSecond: string;
  readonly bytes: string;
  readonly pageStatus: string;
  readonly redirectStatus: string;
  readonly contentType: string;
  /** Bytes the answer is filled up to. */
  readonly size: string;
  readonly unnamedStatus: string;
}

export const emptyDraft: FaultDraft = {
  operation: '',
  challenge: '',
  user: '',
  step: '',
  chance: '',
  times: '',
  id: '',
  kind: 'exception',
  exception: '',
  message: '',
  status: '',
  delay: '',
  perSecond: '',
  bytes: '',
  pageStatus: '',
  redirectStatus: '',
  contentType: '',
  size: '',
  unnamedStatus: '',
};

export const MATCH_KEYS = ['challenge', 'user', 'step', 'chance', 'times', 'id'] as const;

/** Words after the arrow that are no exception's name. */
export const ANSWER_WORDS = [
  'delay',
  'throttle',
  'cut',
  'html',
  'redirect',
  'contentType',
  'oversize',
  'unnamed',
  'drop',
] as const;
