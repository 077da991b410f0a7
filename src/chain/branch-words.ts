/** Where a branch begins: its kind, and the number of the step it stands in place of, where that is known. */
export interface ForkOf {
  readonly kind: 'live' | 'replay';
  readonly of?: number | undefined;
}

/** A fork as every picture names it: `live fork of 3`. */
export function forkWords({ kind, of }: ForkOf): string {
  return of === undefined ? `${kind} fork` : `${kind} fork of ${of}`;
}

/** A step that is run again on the way to a fork, as every picture names it. @param again the number of that step */
export function replayWords(again: number): string {
  return `replay of ${again}`;
}

/** Such words for the ear: a number alone says little there. */
export function spokenBranch(words: string): string {
  return words.replace(/ of (?=\d+$)/, ' of step ');
}
