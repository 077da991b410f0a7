import type {
  FaultInForce,
  Handlers,
  SandboxCall,
  SandboxSetting,
  SandboxSettings,
  SandboxTrigger,
} from '../../contract.ts';
import type { Parts } from '../parts.ts';

type Names =
  | 'sandbox.faults'
  | 'sandbox.addFault'
  | 'sandbox.removeFault'
  | 'sandbox.settings'
  | 'sandbox.changeSettings'
  | 'sandbox.triggers'
  | 'sandbox.setTrigger'
  | 'sandbox.log';

/** GET settings, faults and triggers of the control API. */
interface ToldSettings extends Omit<SandboxSettings, 'settings'> {
  readonly settings: Readonly<Record<string, SandboxSetting['value']>>;
  readonly guide: readonly Omit<SandboxSetting, 'value'>[];
}
interface ToldFaults {
  readonly rules: readonly FaultInForce[];
}
interface ToldTriggers {
  readonly triggers: Readonly<Record<string, string>>;
  readonly all: readonly Omit<SandboxTrigger, 'source'>[];
}

/** How the sandbox answers: fault rules, settings, triggers; and what it answered. */
export function sandboxBehaviourHandlers({ sandbox }: Parts): Pick<Handlers, Names> {
  return {
    'sandbox.faults': async () => faultsOf(await sandbox.ask('GET', 'faults')),
    'sandbox.addFault': async ({ rule }) => faultsOf(await sandbox.ask('POST', 'faults', { rule })),
    'sandbox.removeFault': async ({ id }) =>
      faultsOf(await sandbox.ask('DELETE', `faults/${encodeURIComponent(id)}`)),
    'sandbox.settings': async () => settingsOf(await sandbox.ask('GET', 'settings')),
    'sandbox.changeSettings': async (change) => settingsOf(await sandbox.ask('PUT', 'settings', change)),
    'sandbox.triggers': async ({ userPoolId }) =>
      triggersOf(await sandbox.ask('GET', `triggers/${encodeURIComponent(userPoolId)}`)),
    'sandbox.setTrigger': async ({ userPoolId, trigger, source }) => {
      const path = `triggers/${encodeURIComponent(userPoolId)}/${encodeURIComponent(trigger)}`;
      return triggersOf(
        source === null ? await sandbox.ask('DELETE', path) : await sandbox.ask('PUT', path, { source }),
      );
    },
    'sandbox.log': async ({ since }) => {
      const told = (await sandbox.ask('GET', `log?since=${String(since)}`)) as { entries: SandboxCall[] };
      return told.entries;
    },
  };
}

function faultsOf(answer: unknown): FaultInForce[] {
  return (answer as ToldFaults).rules.map(({ id, text, fired }) => ({ id, text, fired }));
}

function settingsOf(answer: unknown): SandboxSettings {
  const { settings, guide, statusProfile, statusProfiles } = answer as ToldSettings;
  return {
    settings: guide.map((entry) => ({ ...entry, value: settings[entry.name] ?? entry.usual })),
    statusProfile,
    statusProfiles,
  };
}

function triggersOf(answer: unknown): SandboxTrigger[] {
  const { triggers, all } = answer as ToldTriggers;
  return all.map((trigger) => {
    const source = triggers[trigger.name];
    return source === undefined ? trigger : { ...trigger, source };
  });
}
