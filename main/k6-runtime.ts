import './k6/globals.ts';
import execution from 'k6/execution';
import { runIteration } from '@core/scenario/load/iteration.ts';
import type { LoadPorts, LoadScenario } from '@core/scenario/load/ports.ts';
import { thresholdsOf } from '@core/scenario/load/thresholds.ts';
import { k6Ports } from './k6/ports.ts';

// What `countersign export --format k6` puts below a scenario: the console's own core on k6's modules. Bundled into one
// file; the scenario is a constant above it.
declare const COUNTERSIGN_SCENARIO: LoadScenario;
declare const __ENV: LoadPorts['env'];

const { ENDPOINT, CLIENT_ID, USER_POOL_ID } = __ENV;
const { target } = COUNTERSIGN_SCENARIO;
const url = ENDPOINT ?? target.url;
const scenario: LoadScenario = {
  ...COUNTERSIGN_SCENARIO,
  target: {
    ...target,
    url: url === '' || url.endsWith('/') ? url : `${url}/`,
    clientId: CLIENT_ID ?? target.clientId,
    userPoolId: USER_POOL_ID ?? target.userPoolId,
  },
};
if (scenario.target.url === '' || scenario.target.clientId === '')
  throw new Error('This scenario names no target. Give it: -e ENDPOINT=… -e CLIENT_ID=… -e USER_POOL_ID=…');

const ports = k6Ports(__ENV);

export const options = { thresholds: thresholdsOf(scenario) };

export default function iteration(): Promise<void> {
  const row = scenario.rows[execution.scenario.iterationInTest % scenario.rows.length] ?? {};
  return runIteration(ports, scenario, row);
}
