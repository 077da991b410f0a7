import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { describeSessionConfiguration } from './session-configuration.ts';

export const getUserPoolSessionConfiguration: Operation = {
  name: 'GetUserPoolSessionConfiguration',
  run: (input, { state }) =>
    describeSessionConfiguration(requirePool(state, requiredText(input, 'UserPoolId'))),
};
