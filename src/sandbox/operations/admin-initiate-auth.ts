import { adminFlows } from '../flows/table.ts';
import { startFlow } from '../flows/start-flow.ts';
import { requireClient } from '../pool/find-pool.ts';
import type { Operation } from './spec.ts';

export const adminInitiateAuth: Operation = {
  name: 'AdminInitiateAuth',
  run: (input, context) => startFlow(context, requireClient(context, input), input, adminFlows),
};
