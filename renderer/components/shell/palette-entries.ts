import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter, type RouteLocationNormalizedLoaded } from 'vue-router';
import { keysOf } from '../../actions/own-keys.ts';
import { useRunnableActions } from '../../actions/use-actions.ts';
import { alsoCalled, offeredUserActions } from '../admin-actions/offered-actions.ts';
import { takesText } from '../call/find-operations.ts';
import { useChains } from '../../stores/chains.ts';
import { useOperations } from '../../stores/operations.ts';
import { useSandbox } from '../../stores/sandbox.ts';
import { useSettings } from '../../stores/settings.ts';
import { useTargets } from '../../stores/targets.ts';
import type { IconName } from '../../ui/icons.ts';
import { keyCaps } from '../../ui/keys.ts';
import { topics } from '../reference/topics.ts';
import { useStartSeeded } from '../start/use-start-seeded.ts';
import { chainStatus } from './chain-status.ts';
import type { Findable } from './palette-match.ts';

export interface PaletteEntry extends Findable {
  readonly icon: IconName;
  readonly keys?: string;
  run(): void;
}

const SECTION_WORDS = {
  challenges: 'challenge',
  flows: 'flow',
  operations: 'operation',
  errors: 'error',
  values: 'value',
} as const;

/** From a chain a call is a step of it. */
function placeOfCall({ name, params }: RouteLocationNormalizedLoaded): Record<string, string> {
  return name === 'chain' ? { chain: String(params['id']) } : {};
}

/** What can be done to the user whose page is open. */
function userActions(): PaletteEntry[] {
  const { username = '', actions = [], choose } = offeredUserActions() ?? {};
  return actions.map((action) => ({
    id: `act.${action.id}`,
    group: `Act on ${username}`,
    title: action.title,
    hint: action.operation,
    also: alsoCalled(action),
    icon: 'user' as const,
    run: () => choose?.(action.id),
  }));
}

/** All that can be run or gone to: actions, seeded users, chains, targets, settings, pages of the reference. */
export function usePaletteEntries(): ComputedRef<PaletteEntry[]> {
  const router = useRouter();
  const actions = useRunnableActions();
  const route = useRoute();
  const chains = useChains();
  const operations = useOperations();
  const sandbox = useSandbox();
  const settings = useSettings();
  const targets = useTargets();
  const seeded = useStartSeeded();
  const setting = (id: string, title: string, icon: IconName, run: () => void): PaletteEntry => ({
    id: `setting.${id}`,
    group: 'Settings',
    title,
    icon,
    run,
  });

  /** Never changes: the specs of the core. */
  const reference = topics.map(({ section, name, title }): PaletteEntry => ({
    id: `reference.${section}.${name}`,
    group: 'Reference',
    title: name,
    hint: `${SECTION_WORDS[section]} · ${title}`,
    icon: 'reference',
    run: () => void router.push({ name: 'reference', params: { section }, query: { name } }),
  }));
  const choices = [
    ...(['system', 'dark', 'light'] as const).map((theme) =>
      setting(
        `theme.${theme}`,
        `Theme: ${theme}`,
        ({ system: 'display', dark: 'moon', light: 'sun' } as const)[theme],
        () => void settings.setTheme(theme),
      ),
    ),
    ...(['system', 'normal', 'high'] as const).map((contrast) =>
      setting(
        `contrast.${contrast}`,
        `Contrast: ${contrast}`,
        'eye',
        () => void settings.change({ contrast }),
      ),
    ),
    ...(['system', 'reduced'] as const).map((motion) =>
      setting(`motion.${motion}`, `Motion: ${motion}`, 'forward', () => void settings.change({ motion })),
    ),
    ...(
      [
        ['look', 'Look'],
        ['keys', 'Keys'],
        ['data', 'Your data'],
      ] as const
    ).map(([part, title]) =>
      setting(
        part,
        `Settings: ${title}`,
        'settings',
        () => void router.push({ name: 'settings', params: { part } }),
      ),
    ),
  ];

  return computed(() => [
    ...userActions(),
    ...actions.value
      .filter(({ id }) => id !== 'palette')
      .map(({ id, part, title, icon, run }) => ({
        id: `action.${id}`,
        group: part === 'Window' ? 'Go and do' : part,
        title,
        icon,
        ...(keysOf(id) === '' ? {} : { keys: keysOf(id), caps: keyCaps(keysOf(id)).join('+') }),
        run,
      })),
    ...(sandbox.info?.users ?? []).map((user) => ({
      id: `user.${user.userPoolId}.${user.username}`,
      group: 'Step a sandbox user',
      title: user.username,
      hint: user.shows,
      icon: 'user' as const,
      run: () => void seeded.start(user),
    })),
    ...chains.list.map((chain) => ({
      id: `chain.${chain.id}`,
      group: 'Chains',
      title: chain.username || chain.flow,
      hint: `${chain.flow} · ${chain.failure ?? chainStatus(chain, Date.now()).word}`,
      icon: 'chain' as const,
      run: () => void router.push({ name: 'chain', params: { id: chain.id } }),
    })),
    ...targets.list.map((target) => ({
      id: `target.${target.id}`,
      group: 'Use target',
      title: target.name,
      hint: target.region,
      icon: 'target' as const,
      run: () => targets.choose(target.id),
    })),
    ...operations.list.map(({ name, cliName, takes }) => ({
      id: `call.${name}`,
      group: 'Call an operation',
      title: name,
      hint: `${cliName} · ${takesText({ takes })}`,
      icon: 'terminal' as const,
      byLetters: false as const,
      run: () => void router.push({ name: 'call', params: { operation: name }, query: placeOfCall(route) }),
    })),
    ...choices,
    ...reference,
  ]);
}
