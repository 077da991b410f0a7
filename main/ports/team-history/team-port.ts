import type { TeamPort } from '@core/host/ports.ts';
import { openTeamHistory } from './team-history.ts';

/** @param environment of the process; an empty `COUNTERSIGN_HISTORY` is none */
export function teamPort(environment: NodeJS.ProcessEnv): TeamPort {
  const url = environment['COUNTERSIGN_HISTORY'] ?? '';
  return { open: openTeamHistory, ...(url === '' ? {} : { url }) };
}
