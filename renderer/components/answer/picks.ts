import type { Thing } from '@core/contract.ts';
import { THING_REFERENCE, type Field } from '@core/form/form.ts';
import { useThings, type ThingOwner } from '../../stores/things.ts';

/** The things of the vault that may fill a field, the one the host takes by itself first. */
export type PicksOf = (field: Field) => readonly Thing[];

/** Must be called in a setup. */
export function usePicks(owner: () => ThingOwner): PicksOf {
  const things = useThings();
  return ({ thing: kind, allowed }) =>
    kind === undefined
      ? []
      : things
          .of(kind, owner())
          .filter((thing) => thing.kind !== 'passkey' || (allowed?.includes(thing.credentialId) ?? true));
}

/** What an input says that takes its value from the vault; `none`: leave it empty. */
export function referenceTo(id: string): string {
  return `${THING_REFERENCE}${id}`;
}

/** The thing an input refers to. */
export function referredIn(text: string): string | undefined {
  return text.startsWith(THING_REFERENCE) ? text.slice(THING_REFERENCE.length) : undefined;
}
