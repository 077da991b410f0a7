import { onlyReads } from '@core/cognito/service/service.ts';
import type { Call, Target } from '@core/contract.ts';
import type { JsonObject } from '@core/json.ts';
import { mayChange } from '@core/host/service/may-change.ts';
import { coreFault } from '@core/form/form.ts';
import type { Surroundings } from '../surroundings.ts';
import { valueIn } from '../value-in.ts';
import { textIn } from './where.ts';

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
  const guarded = target.production ? target : await productionLike(call, target, body);
  if (guarded === undefined) return;
  const name = textIn(body, 'Username') || guarded.name;
  const typed =
    confirmed ?? (await ask(`${guarded.name} is a production target. Type ${name} to send ${operation}: `));
  if (typed === undefined)
    throw coreFault(
      'TARGET_PRODUCTION',
      `${guarded.name} is a production target. Nothing was sent: go on with --confirm '${name}'.`,
    );
  mayChange(guarded, typed, name);
}

async function productionLike(call: Call, target: Target, body: JsonObject): Promise<Target | undefined> {
  const [pool, client] = [textIn(body, 'UserPoolId'), textIn(body, 'ClientId')];
  return valueIn(await call('targets.list', {})).find(
    (saved) =>
      saved.production &&
      saved.endpoint === target.endpoint &&
      ((pool !== '' && saved.userPoolId === pool) || (client !== '' && saved.clientId === client)),
  );
}
