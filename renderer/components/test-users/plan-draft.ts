import { FACTORS, STATES, type TestFactor, type TestState } from '@core/admin/test-users/kinds.ts';
import type { BulkFrom } from '@core/contract/bulk.ts';

/** One cell of the table: a state with a factor. */
export type Pair = `${TestState} ${TestFactor}`;

/** What a person asks for, as it stands in the form. */
export interface PlanDraft {
  source: 'template' | 'csv';
  name: string;
  chosen: Set<Pair>;
  each: string;
  username: string;
  email: string;
  phone: string;
  groups: string;
  /** `name=value` a line. */
  attributes: string;
  csv: string;
}

export function emptyDraft(): PlanDraft {
  return {
    source: 'template',
    name: '',
    chosen: new Set<Pair>(['CONFIRMED none']),
    each: '1',
    username: 'qa-{state}-{factor}-{n}',
    email: '{username}@example.com',
    phone: '+447700900{nnn}',
    groups: '',
    attributes: '',
    csv: 'username,state,factor,email\n',
  };
}

export const pairOf = (state: TestState, factor: TestFactor): Pair => `${state} ${factor}`;

/** How many of each; undefined where that is no number a batch can hold. */
export function eachOf({ each }: PlanDraft): number | undefined {
  const number = Number(each);
  return /^\d{1,4}$/.test(each.trim()) && number >= 1 && number <= 1_000 ? number : undefined;
}

/** Every pair there is, once: what the table shows is what comes back for it. */
export function wholeTable(draft: PlanDraft): BulkFrom {
  return { kind: 'template', template: { ...template(draft), each: 1, exclude: [] } };
}

/** What is asked for; undefined where it can't be yet. */
export function wantedOf(draft: PlanDraft): BulkFrom | undefined {
  // The heading alone asks for nobody, and is no slip.
  if (draft.source === 'csv')
    return /\n\s*\S/.test(draft.csv.trim()) ? { kind: 'csv', text: draft.csv } : undefined;
  const each = eachOf(draft);
  if (each === undefined || draft.chosen.size === 0) return undefined;
  const exclude = STATES.flatMap((state) =>
    FACTORS.filter((factor) => !draft.chosen.has(pairOf(state, factor))).map((factor) => ({ state, factor })),
  );
  return { kind: 'template', template: { ...template(draft), each, exclude } };
}

function template({ username, email, phone, groups, attributes }: PlanDraft) {
  return {
    ...{ username: username.trim(), email: email.trim(), phone: phone.trim() },
    states: [...STATES],
    factors: [...FACTORS],
    groups: groups.split(/[\s,]+/).filter((group) => group !== ''),
    attributes: Object.fromEntries(
      attributes.split('\n').flatMap((line) => {
        const at = line.indexOf('=');
        return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
      }),
    ),
  };
}
