/** What a member of a request holds, as the service model has it. `secret` follows the model's own sensitive trait. */
export type Shape =
  | { readonly type: 'text'; readonly values?: readonly string[]; readonly secret?: true }
  | { readonly type: 'number' | 'boolean' | 'time' | 'blob' | 'document'; readonly secret?: true }
  | { readonly type: 'list' | 'map'; readonly of: Shape; readonly secret?: true }
  | { readonly type: 'structure'; readonly shape: string; readonly secret?: true };

/** A structure's members in the model's order, by AWS's names. */
export interface Structure {
  readonly required: readonly string[];
  readonly members: Readonly<Record<string, Shape>>;
}
