import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';

/**
 * Whether something may be changed at a target: one marked production wants a name typed.
 * @param name what has to be typed: the user's, or where no user is meant the target's own
 * @throws CoreFault TARGET_PRODUCTION
 */
export function mayChange(target: Target, confirmed: string | undefined, name = target.name): void {
  if (target.production && confirmed !== name)
    throw coreFault(
      'TARGET_PRODUCTION',
      `${target.name} is a production target. Type ${name} to change it.`,
      'confirmed',
    );
}
