import type { WireFailureCode } from '@core/chain/event.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { EXIT } from '../exit-codes.ts';

type ExitName =
  | 'interrupted'
  | 'badFile'
  | 'secretMissing'
  | 'sandbox'
  | 'unreachable'
  | 'unusable'
  | 'timedOut'
  | 'unfinished';

/** Where several things went wrong the first of these is said: what has to be mended before all else. */
const ORDER: readonly ExitName[] = [
  'interrupted',
  'badFile',
  'secretMissing',
  'sandbox',
  'unreachable',
  'unusable',
  'timedOut',
  'unfinished',
];

/** What no answer came for; a fault that was sent on purpose is none of them. */
const UNREACHABLE: ReadonlySet<string> = new Set<WireFailureCode | 'TARGET_UNKNOWN'>([
  'TIMEOUT',
  'REFUSED',
  'DNS',
  'TLS',
  'RESET',
  'NETWORK',
  'NOT_LOOPBACK',
  'TARGET_UNKNOWN',
]);

/** Takes results as they come, and tells what the run as a whole ends with. */
export function createExit() {
  const seen = new Set<ExitName>();
  return {
    note(result: ScenarioResult): void {
      const name = exitNameOf(result);
      if (name !== undefined) seen.add(name);
    },
    interrupted(): void {
      seen.add('interrupted');
    },
    unusable(): void {
      seen.add('unusable');
    },
    code(): number {
      const first = ORDER.find((name) => seen.has(name));
      return first === undefined ? EXIT.ok.code : EXIT[first].code;
    },
  };
}

function exitNameOf(result: ScenarioResult): ExitName | undefined {
  const { status, steps, fault } = result;
  if (status === 'passed' || status === 'skipped') return undefined;
  const broken = steps.find((step) => step.status === 'failed' || step.status === 'error');
  const code = broken?.fault?.code ?? fault?.code ?? '';
  const unanswered = broken?.checks.some(
    ({ passed, got }) => !passed && UNREACHABLE.has(/^[A-Z_]+/.exec(got)?.[0] ?? ''),
  );
  if (UNREACHABLE.has(code) || unanswered === true) return 'unreachable';
  if (status === 'failed') return 'unfinished';
  if (code === 'SCENARIO_TIMEOUT') return 'timedOut';
  if (code === 'SECRET_MISSING') return 'secretMissing';
  if (code === 'SANDBOX_START' || code === 'SANDBOX_NOT_RUNNING') return 'sandbox';
  return /^SCENARIO_(YAML|INVALID|SECRET|NAME|NEWER|MATRIX|FILE_GONE)$/.test(code) ? 'badFile' : 'unusable';
}
