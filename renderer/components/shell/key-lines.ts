import { actionList } from '../../actions/action-list.ts';
import { actionIds, isOwnKey, keysOf, sharersOf } from '../../actions/own-keys.ts';
import { partKeys } from './keys.ts';

/** A line of the key sheet. */
export interface KeyLine {
  readonly part: string;
  readonly title: string;
  readonly keys: string;
  /** A person chose the keys. */
  readonly own: boolean;
  /** Another action has the same keys. */
  readonly shared: boolean;
}

/** Every key there is, as it is now: those of the actions, then those of parts of a page. Reactive. */
export function keyLines(): KeyLine[] {
  return [
    ...actionIds.map((id) => ({
      ...{ part: actionList[id].part, title: actionList[id].title, keys: keysOf(id) },
      ...{ own: isOwnKey(id), shared: sharersOf(id).length > 0 },
    })),
    ...partKeys.flatMap(({ part, entries }) =>
      entries.map((entry) => ({ part, ...entry, own: false, shared: false })),
    ),
  ];
}
