import { onlyReads } from '@core/cognito/service/service.ts';
import type { Call, Target } from '@core/contract.ts';
import type { JsonObject } from '@core/json.ts';
import { addressedIn, guardedTarget, mayChange, nameToType } from '@core/host/service/may-change.ts';
import { coreFault } from '@core/form/form.ts';
import type { Surroundings } from '../surroundings.ts';
import { valueIn } from '../value-in.ts';

/**
 * Lets a change through to a target marked production only with a name typed: the user's whom it is about, else the
 * target's own. A pool or app client that a production target names counts as production however the call is addressed.
 * @param confirmed what `--confirm` said; without it a person is asked, where one is there
 * @throws CoreFault TARGET_PRODUCTION
 */
export async function guardProduction(
  call: Call,
  { operation, body, target }: { operation: string; body: JsonObject; target: Target },
  confirmed: string | undefined,
  { ask }: Pick<Surroundings, 'ask'>,
): Promise<void> {
  if (onlyReads(operation)) return;
  const guarded = guardedTarget(target, valueIn(await call('targets.list', {})), addressedIn(body, target));
  if (!guarded.production) return;
  const name = nameToType(body, guarded);
  const typed =
    confirmed ?? (await ask(`${guarded.name} is a production target. Type ${name} to send ${operation}: `));
  if (typed === undefined)
    throw coreFault(
      'TARGET_PRODUCTION',
      `${guarded.name} is a production target. Nothing was sent: go on with --confirm '${name}'.`,
    );
  mayChange(guarded, typed, name);
}
