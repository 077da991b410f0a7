/** What a value of a request must hold to, as AWS's service model says it. */
export type MemberRule =
  | TextRule
  | NumberRule
  | ListRule
  | { readonly kind: 'flag' }
  /** A map from text to values of one kind. */
  | { readonly kind: 'map'; readonly of: MemberRule }
  | { readonly kind: 'structure'; readonly members: Members }
  /** Any JSON. */
  | { readonly kind: 'document' };

export interface TextRule {
  readonly kind: 'text';
  readonly min?: number;
  readonly max?: number;
  /** As printed in messages. */
  readonly pattern?: string;
  readonly matches?: RegExp;
  readonly values?: readonly string[];
  /** Cognito leaves the value of a sensitive member out of its messages. */
  readonly sensitive?: true;
  /** A Session: its maximum is a setting, because sources differ (protocol reference 13, no. 3). */
  readonly session?: true;
}

export interface NumberRule {
  readonly kind: 'number';
  readonly min?: number;
  readonly max?: number;
}

export interface ListRule {
  readonly kind: 'list';
  readonly min?: number;
  readonly max?: number;
  readonly of: MemberRule;
}

export interface Member {
  readonly rule: MemberRule;
  readonly required: boolean;
}

export type Members = Readonly<Record<string, Member>>;
