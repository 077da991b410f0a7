import type { HeldTarget } from '@core/contract/history.ts';
import type { Option } from '../../ui/UiSelect.vue';

export const ALL = 'all';
/** The id of targets that an imported recording names: each is a place, and none a target of this console. */
const IMPORTED = 'imported';

/** Whose chains are wiped. */
export interface Whose {
  readonly id: string;
  /** Behind "the chains of". */
  readonly name: string;
  /** It is typed before they go. */
  readonly production: boolean;
}

/** Everyone whose chains can go: the targets there are, and those that only the history still knows. */
export function whoseOf(targets: readonly Whose[], held: readonly HeldTarget[]): readonly Whose[] {
  const there = new Set(targets.map(({ id }) => id));
  return [
    ...targets,
    ...held
      .filter(({ id }) => !there.has(id))
      .map((one) => (one.id === IMPORTED ? { ...one, name: 'imported recordings' } : one)),
  ];
}

/** @param there how many of `all` are targets that are there */
export function wipeOptions(all: readonly Whose[], there: number): Option[] {
  const gone = all.slice(there);
  const named = (name: string): number => gone.filter((one) => one.name === name).length;
  return [
    { value: ALL, label: 'All chains' },
    ...all.slice(0, there).map(({ id, name }) => ({ value: id, label: name, group: 'Chains of a target' })),
    ...gone.map(({ id, name }) => ({
      value: id,
      // Two that had the same name are told apart by what they were underneath.
      label: id === IMPORTED ? 'Imported recordings' : named(name) > 1 ? `${name} · ${id}` : name,
      group: 'Chains of no target here',
    })),
  ];
}
