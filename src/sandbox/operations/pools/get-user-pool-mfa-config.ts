import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { describeMfaConfig } from './describe-mfa-config.ts';

export const getUserPoolMfaConfig: Operation = {
  name: 'GetUserPoolMfaConfig',
  run: (input, { state }) => describeMfaConfig(requirePool(state, requiredText(input, 'UserPoolId'))),
};
