import type { Step } from '../../chain/model.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { endOf } from './seen-of.ts';

// What answers of the control API hold of this, see the sandbox's README.
interface ToldRules {
  readonly rules: readonly { readonly id: string; readonly text: string }[];
}
interface ToldSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly guide: readonly { readonly name: string; readonly usual: unknown }[];
  readonly statusProfile: string;
}
interface ToldTriggers {
  readonly triggers: Readonly<Record<string, string>>;
  /** Those that a reset brings back. */
  readonly seeded: Readonly<Record<string, string>>;
}
interface ToldCalls {
  readonly entries: readonly { readonly requestId: string; readonly fault?: string }[];
}

/** Statuses as the service sends them. */
const USUAL_PROFILE = 'wire';
const NO_TRIGGERS: ToldTriggers = { triggers: {}, seeded: {} };
const RED = 'A run on the seed goes without, so its first may fail: put a sandbox step with it before.';

/**
 * What of the sandbox was not as its seed has it while a chain was made: fault rules that stand or answered it, settings,
 * triggers of its pool. A sentence each; none where the sandbox does not run.
 */
export async function standingNotes(
  { sandbox }: Pick<Parts, 'sandbox'>,
  live: LiveChain,
  path: readonly Step[],
): Promise<readonly string[]> {
  if (sandbox.info() === undefined) return [];
  const { userPoolId } = live.target;
  const [rules, calls, settings, triggers] = await Promise.all([
    sandbox.ask('GET', 'faults') as Promise<ToldRules>,
    sandbox.ask('GET', 'log?since=0') as Promise<ToldCalls>,
    sandbox.ask('GET', 'settings') as Promise<ToldSettings>,
    userPoolId === undefined
      ? NO_TRIGGERS
      : // Another seed may have been loaded since, without this pool.
        (sandbox.ask('GET', `triggers/${encodeURIComponent(userPoolId)}`) as Promise<ToldTriggers>).catch(
          () => NO_TRIGGERS,
        ),
  ]);
  const standing = new Set(rules.rules.map(({ id }) => id));
  const faulted = new Set(
    calls.entries.flatMap(({ requestId, fault }) =>
      fault === undefined || standing.has(fault) ? [] : [requestId],
    ),
  );
  const gone = path.filter(({ id }) => faulted.has(requestIdOf(live, id) ?? ''));
  return [
    ...rules.rules.map(({ text }) => `The sandbox had a fault rule, ${text}. ${RED}`),
    ...gone.map(({ answers }) => `${answers} met a fault rule of the sandbox that is gone by now. ${RED}`),
    ...changedSettings(settings).map((name) => `The sandbox had another setting, ${name}. ${RED}`),
    ...changedTriggers(triggers).map((name) => `The pool had a trigger of its own, ${name}. ${RED}`),
  ];
}

function requestIdOf(live: LiveChain, stepId: string): string | undefined {
  const record = live.steps.get(stepId);
  const headers = (record && endOf(live, record)?.response?.headers) ?? [];
  return headers.find(([name]) => name.toLowerCase() === 'x-amzn-requestid')?.[1];
}

function changedSettings({ settings, guide, statusProfile }: ToldSettings): string[] {
  const changed = guide.filter(({ name, usual }) => settings[name] !== usual);
  return [
    ...changed.map(({ name }) => `${name}: ${String(settings[name])}`),
    ...(statusProfile === USUAL_PROFILE ? [] : [`statusProfile: ${statusProfile}`]),
  ];
}

function changedTriggers({ triggers, seeded }: ToldTriggers): string[] {
  const names = new Set([...Object.keys(triggers), ...Object.keys(seeded)]);
  return [...names].filter((name) => triggers[name] !== seeded[name]);
}
