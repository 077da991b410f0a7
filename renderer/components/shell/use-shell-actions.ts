import type { MaybeRefOrGetter } from 'vue';
import { useRoute, useRouter, type RouteLocationNormalizedLoaded, type RouteLocationRaw } from 'vue-router';
import type { ActionRuns } from '../../actions/use-actions.ts';
import { useChains } from '../../stores/chains.ts';
import { useImports } from '../../stores/imports.ts';
import { useSandbox } from '../../stores/sandbox.ts';
import { useSettings } from '../../stores/settings.ts';
import { useVault } from '../../stores/vault.ts';
import { announce } from '../../ui/announce.ts';
import { actOn, closeToast, toast, toastFault, toasts, type Toast } from '../../ui/toasts.ts';
import { focusPart } from './focus-part.ts';
import { keySheetOpen, paletteOpen, targetMenuOpen, wipeHistoryOpen } from './layers.ts';
import { useSidebar } from './use-sidebar.ts';

/** From a chain a call is a step of it, and one of a bench's chain, too. */
function wayToCall({ name, params }: RouteLocationNormalizedLoaded): RouteLocationRaw {
  const inChain = name === 'chain' || name === 'bench';
  return { name: 'call', ...(inChain ? { query: { chain: String(params['id']) } } : {}) };
}

/** What can be done wherever the window is. */
export function useShellActions(): MaybeRefOrGetter<ActionRuns> {
  const router = useRouter();
  const route = useRoute();
  const chains = useChains();
  const sandbox = useSandbox();
  const settings = useSettings();
  const vault = useVault();
  const imports = useImports();
  const { toggle: sidebar } = useSidebar();
  const go =
    (name: string, params: Record<string, string> = {}) =>
    (): void =>
      void router.push({ name, params });

  function step(by: 1 | -1): void {
    const at = chains.list.findIndex((chain) => chain.id === route.params['id']);
    const next = at === -1 ? chains.list[0] : chains.list[at + by];
    if (next) void router.push({ name: 'chain', params: { id: next.id } });
  }
  async function wipeHistory(): Promise<void> {
    await router.push({ name: 'settings', params: { part: 'history' } });
    wipeHistoryOpen.value = true;
  }
  async function moveClock(advanceSeconds: number, by: string): Promise<void> {
    const fault = await sandbox.changeClock({ advanceSeconds });
    if (fault) toastFault(fault);
    else toast(`Sandbox clock moved by ${by}`);
  }
  async function zoom(changed: Promise<boolean>): Promise<void> {
    if (await changed) announce(`${settings.zoom} percent`);
  }
  function dismiss(): void {
    const newest = toasts.value.at(-1);
    if (newest) closeToast(newest.id);
  }

  const offering = (): Toast | undefined => toasts.value.findLast(({ action }) => action !== undefined);

  const always: ActionRuns = {
    palette: () => (paletteOpen.value = !paletteOpen.value),
    newChain: go('new'),
    callOperation: () => void router.push(wayToCall(route)),
    settings: go('settings'),
    start: go('start'),
    history: go('history'),
    import: go('import'),
    importFiles: () => void imports.choose().then((began) => began && go('import')()),
    team: go('team'),
    scenarios: go('scenarios'),
    tokens: go('tokens'),
    sandbox: go('sandbox'),
    users: go('users'),
    targets: go('targets'),
    pool: go('pool'),
    reference: go('reference'),
    things: go('things'),
    pasteRequest: go('import', { part: 'paste' }),
    testUsers: go('testUsers'),
    compare: go('compare'),
    tools: go('tools'),
    previousChain: () => step(-1),
    nextChain: () => step(1),
    nextPart: () => focusPart(1),
    previousPart: () => focusPart(-1),
    sidebar,
    switchTarget: () => (targetMenuOpen.value = true),
    addTarget: go('targets', { id: 'new' }),
    switchTheme: () => void settings.setTheme(settings.dark ? 'light' : 'dark'),
    zoomIn: () => void zoom(settings.zoomBy(1)),
    zoomOut: () => void zoom(settings.zoomBy(-1)),
    zoomReset: () => void zoom(settings.change({ zoom: 100 })),
    changeKeys: go('settings', { part: 'keys' }),
    wipeHistory: () => void wipeHistory(),
    keySheet: () => (keySheetOpen.value = true),
    moveClockMinute: () => void moveClock(60, '1 minute'),
    moveClock: () => void moveClock(180, '3 minutes'),
    moveClockHour: () => void moveClock(3_600, '1 hour'),
    moveClockDay: () => void moveClock(86_400, '1 day'),
    sandboxUsers: go('sandbox', { tab: 'users' }),
    sandboxClients: go('sandbox', { tab: 'clients' }),
    sandboxFaults: go('sandbox', { tab: 'faults' }),
    sandboxTriggers: go('sandbox', { tab: 'triggers' }),
    sandboxLog: go('sandbox', { tab: 'log' }),
    sandboxSettings: go('sandbox', { tab: 'settings' }),
  };
  return () => ({
    ...always,
    ...(toasts.value.length > 0 ? { dismiss } : {}),
    ...(offering() ? { toastAction: () => actOn(offering()) } : {}),
    ...(imports.underWay ? { cancelImport: () => void imports.cancel() } : {}),
    ...(vault.state?.kind === 'unavailable' ? { keepInMemory: () => void vault.useMemory() } : {}),
    ...(vault.state && vault.state.kind !== 'keychain' ? { retryKeychain: () => void vault.retry() } : {}),
  });
}
