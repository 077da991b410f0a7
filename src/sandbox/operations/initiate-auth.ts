import { startFlow } from '../flows/start-flow.ts';
import { flows } from '../flows/table.ts';
import { findClient } from '../context.ts';
import { requiredText } from '../read-members.ts';
import type { Operation } from './spec.ts';

export const initiateAuth: Operation = {
  name: 'InitiateAuth',
  run: (input, context) =>
    startFlow(context, findClient(context, requiredText(input, 'ClientId')), input, flows),
};
