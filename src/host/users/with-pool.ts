import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';

/** The target itself, once it names a pool. @throws CoreFault TARGET_NO_POOL */
export function withPool(target: Target): Target {
  if (target.userPoolId !== '') return target;
  throw coreFault(
    'TARGET_NO_POOL',
    `${target.name} names no user pool. Give its ID at the target: users belong to a pool.`,
    'userPoolId',
  );
}
