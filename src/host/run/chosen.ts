import type { Choice } from '../../form/form.ts';

/** What decides between choices, when no earlier answer does. */
export interface ChoiceHints {
  /** What the seed's path has after this challenge. */
  readonly next: string | undefined;
  /** Whether what a choice needs is at hand. */
  readonly has: (need: NonNullable<Choice['needs']>) => boolean;
}

/**
 * The choice to answer with: the one that leads where the path goes; else the first that can be answered by what is at
 * hand; else the first.
 */
export function chosen(choices: readonly Choice[], { next, has }: ChoiceHints): string | undefined {
  const onPath =
    next === undefined
      ? undefined
      : (choices.find(({ value, leads }) => (leads === undefined ? value : leads) === next) ??
        choices.find(({ leads }) => leads === null));
  const can = choices.find(({ needs }) => needs === undefined || has(needs));
  return (onPath ?? can ?? choices[0])?.value;
}
