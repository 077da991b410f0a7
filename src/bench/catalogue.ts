import { type Fault, faultGroups, type Place } from './fault.ts';
import { adminFaults } from './faults/admin.ts';
import { answerFaults, attributeFaults } from './faults/answers.ts';
import { challengeAndFlowFaults } from './faults/challenge-and-flow.ts';
import { choiceFaults } from './faults/choice.ts';
import { clientFaults } from './faults/client.ts';
import { codeFaults } from './faults/code.ts';
import { deviceFaults } from './faults/device.ts';
import { formFaults, keyFaults } from './faults/form.ts';
import { passkeyFaults } from './faults/passkey.ts';
import { proofFaults } from './faults/proof.ts';
import { sessionFaults } from './faults/session.ts';
import { userAndHashFaults } from './faults/user-and-hash.ts';

/** A fault that makes sense at a place, and what keeps it from being run there. */
export interface Listed {
  readonly fault: Fault;
  readonly hindered?: string;
}

/** Those that are the same wherever they make sense; others are made from the keys of a request. */
export const fixedFaults: readonly Fault[] = [
  ...sessionFaults,
  ...challengeAndFlowFaults,
  ...clientFaults,
  ...adminFaults,
  ...userAndHashFaults,
  ...formFaults,
  ...codeFaults,
  ...proofFaults,
  ...deviceFaults,
  ...passkeyFaults,
  ...choiceFaults,
  ...answerFaults,
];

/** A fault's title by its id; also of those that are made from the keys of a request. */
export function faultTitle(id: string): string {
  const fixed = fixedFaults.find((fault) => fault.id === id);
  if (fixed !== undefined) return fixed.title;
  if (id.startsWith('missing-')) return `No ${id.slice('missing-'.length)}`;
  if (id.startsWith('empty-')) return `${id.slice('empty-'.length)} left empty`;
  return id === CLEAN_SIGN_IN ? 'A clean sign-in, which clears the count of failed tries' : id;
}

/** In place of a fault's id: the sign-in that clears the count of failed tries. */
export const CLEAN_SIGN_IN = 'clean-sign-in';

/** The single mutations that make sense for this request, grouped by the rule they break. */
export function faultsFor(place: Place): readonly Listed[] {
  const all = [...keyFaults(place), ...attributeFaults(place), ...fixedFaults];
  const listed = all.flatMap((fault): Listed[] => {
    const applies = fault.applies(place);
    if (applies === false) return [];
    return [applies === true ? { fault } : { fault, hindered: applies }];
  });
  return listed.sort((a, b) => faultGroups.indexOf(a.fault.group) - faultGroups.indexOf(b.fault.group));
}
