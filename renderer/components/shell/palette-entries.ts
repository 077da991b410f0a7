import { keysOf } from '../../actions/use-action-keys.ts';
import { useRunnableActions } from '../../actions/use-actions.ts';
import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useChains } from '../../stores/chains.ts';
import { useSandbox } from '../../stores/sandbox.ts';
import { useSettings } from '../../stores/settings.ts';
import { useTargets } from '../../stores/targets.ts';
import { useVault } from '../../stores/vault.ts';
import type { IconName } from '../../ui/icons.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { useStartSeeded } from '../start/use-start-seeded.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly hint?: string;
  readonly icon: IconName;
  readonly keys?: string;
  run(): void;
}

/** All that can be run or gone to: actions, seeded users, chains, targets. Must be called in a setup. */
export function usePaletteEntries(): ComputedRef<PaletteEntry[]> {
  const router = useRouter();
  const actions = useRunnableActions();
  const chains = useChains();
  const sandbox = useSandbox();
  const settings = useSettings();
  const targets = useTargets();
  const vault = useVault();
  const seeded = useStartSeeded();

  async function orToast(
    done: string,
    run: Promise<{ code: string; detail: string } | undefined>,
  ): Promise<void> {
    const fault = await run;
    if (fault) toastFault(fault);
    else toast(done);
  }

  return computed(() => [
    ...actions.value
      .filter(({ id }) => id !== 'palette')
      .map(({ id, part, title, icon, run }) => ({
        id: `action.${id}`,
        group: part === 'Window' ? 'Go and do' : part,
        title,
        icon,
        keys: keysOf(id),
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
      hint: `${chain.flow} · ${chain.failure ?? chain.status}`,
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
    ...(['system', 'dark', 'light'] as const).map((theme) => ({
      id: `theme.${theme}`,
      group: 'More',
      title: `Theme: ${theme}`,
      icon: ({ system: 'display', dark: 'moon', light: 'sun' } as const)[theme],
      run: () => void settings.setTheme(theme),
    })),
    {
      id: 'target.add',
      group: 'More',
      title: 'Add a target',
      icon: 'plus',
      run: () => void router.push({ name: 'targets', params: { id: 'new' } }),
    },
    {
      id: 'sandbox.minute',
      group: 'More',
      title: 'Move the sandbox clock forward by 3 minutes',
      icon: 'forward',
      run: () =>
        void orToast('Sandbox clock moved by 3 minutes', sandbox.changeClock({ advanceSeconds: 180 })),
    },
    {
      id: 'vault.retry',
      group: 'More',
      title: 'Try the keychain again',
      icon: 'keychain',
      run: () => void vault.retry(),
    },
  ]);
}

/** Entries that hold every word typed, best first: a title that begins with it, then a title, then anything. */
export function matching(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const first = words[0] ?? '';
  return entries
    .filter((entry) => words.every((word) => wordsOf(entry).includes(word)))
    .map((entry) => ({ entry, rank: rankOf(entry.title.toLowerCase(), first) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function wordsOf(entry: PaletteEntry): string {
  return `${entry.title} ${entry.hint ?? ''} ${entry.group}`.toLowerCase();
}

function rankOf(title: string, word: string): number {
  if (title.startsWith(word)) return 0;
  return title.includes(word) ? 1 : 2;
}
