import { findClient } from '../context.ts';
import { refreshTokenAuth } from '../flows/refresh-token-auth.ts';
import { flows } from '../flows/table.ts';
import { requiredText, textMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Operation } from './spec.ts';

export const initiateAuth: Operation = {
  name: 'InitiateAuth',
  run: (input, context) => {
    const { pool, client } = findClient(context, requiredText(input, 'ClientId'));
    const name = requiredText(input, 'AuthFlow');
    if (name.startsWith('ADMIN_')) {
      throw refusal('InvalidParameterException', 'Initiate Auth method not supported.');
    }
    const flow = flows.find(({ names }) => names.includes(name));
    if (flow === undefined || !client.explicitAuthFlows.includes(flow.allowedBy)) {
      const isRotated = flow === refreshTokenAuth && client.rotation !== undefined;
      throw refusal(
        isRotated ? context.settings.rotatedRefreshRefusal : 'InvalidParameterException',
        flow?.notAllowed ?? `${name} is not enabled for the client.`,
      );
    }
    return flow.start({ context, pool, client, parameters: textMap(input, 'AuthParameters') });
  },
};
