import { requirePool } from '../../pool/find-pool.ts';
import { number, requiredText, structure, text } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { describeSessionConfiguration } from './session-configuration.ts';

/** A lower maximum ends no session by itself: the next sign-in does. */
export const setUserPoolSessionConfiguration: Operation = {
  name: 'SetUserPoolSessionConfiguration',
  run: (input, { state }) => {
    const pool = requirePool(state, requiredText(input, 'UserPoolId'));
    pool.sessionTracking = {
      enabled: text(input, 'UserSessionTracking') === 'ENABLED',
      mostPerUser: number(structure(input, 'TokenSession') ?? {}, 'MaxPerUser') ?? 20,
    };
    return describeSessionConfiguration(pool);
  },
};
