import type { Handlers } from '../../contract.ts';
import { checkTarget } from '../check-target.ts';
import type { Parts } from '../parts.ts';

type Names = 'targets.list' | 'target.save' | 'target.lend' | 'target.remove' | 'target.check';

export function targetHandlers({
  ports,
  targets,
  tokenSets,
  knownUsers,
  chains,
  tell,
}: Parts): Pick<Handlers, Names> {
  return {
    'targets.list': async () => [...targets.list()],
    'target.save': async (draft) => {
      const target = await targets.save(draft);
      tell({ type: 'targets.changed' });
      return target;
    },
    'target.lend': async (draft) => targets.lend(draft),
    'target.remove': async ({ id }) => {
      await tokenSets.removeOf(id, chains.sending());
      await knownUsers.forgetDevicesOf(id);
      await targets.remove(id);
      tell({ type: 'targets.changed' });
      return null;
    },
    'target.check': (draft) => checkTarget(ports, draft),
  };
}
