import { modelledMembers } from '../../model/modelled-members.ts';
import { makePool } from '../../pool/make-pool.ts';
import { checkPoolRequest } from '../../pool/pool-rules.ts';
import type { PoolRequest } from '../../pool/pool-settings.ts';
import { checkTier } from '../../pool/tier-rules.ts';
import { randomText } from '../../random.ts';
import { region } from '../../region.ts';
import type { Operation } from '../spec.ts';
import { describePool } from './describe-pool.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 9;

export const createUserPool: Operation = {
  name: 'CreateUserPool',
  run: (input, { state, random, clock }) => {
    // The members hold to the service model, which is what this type says.
    const request = modelledMembers('CreateUserPool', input, []) as PoolRequest;
    checkPoolRequest(request);
    checkTier(request);
    const id = `${region}_${randomText(random, LETTERS, ID_LENGTH)}`;
    const pool = makePool(random, clock.now(), id, request);
    state.pools.set(id, pool);
    return { UserPool: describePool(pool) };
  },
};
