import type { Fault } from './fault.ts';

/** What faults of one kind have in common. */
export type Common = Omit<Fault, 'id' | 'title' | 'rule' | 'mutate'>;

/** Makes faults of one kind; `more` is what one of them has otherwise. */
export const faultLike =
  (common: Common) =>
  (id: string, title: string, rule: string, mutate: Fault['mutate'], more: Partial<Common> = {}): Fault => ({
    ...{ ...common, id, title, rule, mutate },
    ...more,
  });
