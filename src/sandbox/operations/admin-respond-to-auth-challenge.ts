import { requireClient } from '../pool/find-pool.ts';
import { answerChallenge } from './respond-to-auth-challenge.ts';
import type { Operation } from './spec.ts';

export const adminRespondToAuthChallenge: Operation = {
  name: 'AdminRespondToAuthChallenge',
  run: (input, context) => answerChallenge(context, requireClient(context, input), input),
};
