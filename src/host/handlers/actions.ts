import { actions } from '../../cognito/actions/actions.ts';
import type { Handlers } from '../../contract.ts';
import type { actionCommands } from '../../contract/actions.ts';
import { createActing } from '../actions/acting.ts';
import type { Parts } from '../parts.ts';

export function actionHandlers(parts: Parts): Pick<Handlers, keyof typeof actionCommands> {
  const acting = createActing(parts);
  return {
    'action.list': async () =>
      actions.map(({ id, title, verb, group, operation, about, harms, creates }) => ({
        ...{ id, title, verb, group, operation, about, harms, creates },
      })),
    'action.plan': (input) => acting.plan(input),
    'action.do': (input) => acting.act(input),
    'action.stop': async ({ actId }) => {
      acting.stop(actId);
      return null;
    },
  };
}
