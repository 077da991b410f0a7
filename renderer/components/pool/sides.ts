import type { PoolClientHead, PoolHead, PoolSide } from '@core/contract/pool.ts';
import type { Target } from '@core/contract.ts';
import type { ComboChoice } from '../../ui/UiCombo.vue';
import type { Option } from '../../ui/UiSelect.vue';

/** A side as the value of a choice. */
export function sideValue({ targetId, userPoolId, clientId }: PoolSide): string {
  return JSON.stringify([targetId, userPoolId ?? '', clientId ?? '']);
}

/** Undefined for the empty choice, and for the one that leads to any other. */
export function sideOf(value: string): PoolSide | undefined {
  if (value === '' || value === ANY_OTHER.value) return undefined;
  const [targetId = '', userPoolId = '', clientId = ''] = JSON.parse(value) as string[];
  return { targetId, ...(userPoolId === '' ? {} : { userPoolId }), ...(clientId === '' ? {} : { clientId }) };
}

/** Whose credentials may read: the target in sight, and one for each other way to a service. */
export function reachableTargets(targets: readonly Target[], targetId: string): Option[] {
  const own = targets.filter(({ id }) => id === targetId);
  const ways = new Map<string, Target>();
  for (const target of [...own, ...targets]) {
    const way = `${target.endpoint} ${target.profile}`;
    if (!ways.has(way)) ways.set(way, target);
  }
  return [...ways.values()].map(({ id, kind, name, region }) => ({
    value: id,
    label: kind === 'sandbox' ? 'sandbox' : `${name} · ${region}`,
  }));
}

export function poolChoices(pools: readonly PoolHead[]): ComboChoice[] {
  return pools.map(({ userPoolId, name }) => ({ value: userPoolId, label: name }));
}

export function clientChoices(clients: readonly PoolClientHead[]): ComboChoice[] {
  return clients.map(({ clientId, name }) => ({ value: clientId, label: name }));
}

/** The choice that leads to any pool and any app client of it. */
export const ANY_OTHER: Option = {
  value: 'any',
  label: 'Another pool, or an app client of it…',
  group: 'Any other',
};

/** All that can stand on a side: app clients of the pool in sight, pools beside it, and what other targets name. */
export function sideOptions(
  target: Target,
  pool: { readonly userPoolId: string | undefined; readonly clients: readonly PoolClientHead[] },
  pools: readonly PoolHead[],
  targets: readonly Target[],
): Option[] {
  const { id: targetId } = target;
  const option = (side: PoolSide, label: string, group: string): Option => ({
    value: sideValue(side),
    label,
    group,
  });
  const { userPoolId } = pool;
  const name = pools.find((head) => head.userPoolId === userPoolId)?.name ?? userPoolId ?? '';
  const others = targets.filter(
    (other) => other.userPoolId !== '' && !(other.id === targetId && other.userPoolId === userPoolId),
  );
  return [
    ...(userPoolId === undefined
      ? []
      : pool.clients.map((client) =>
          option({ targetId, userPoolId, clientId: client.clientId }, client.name, `App clients of ${name}`),
        )),
    ...pools.map((head) =>
      option({ targetId, userPoolId: head.userPoolId }, head.name, 'Pools, without an app client'),
    ),
    ...others.map((other) =>
      option(
        { targetId: other.id, userPoolId: other.userPoolId, clientId: other.clientId },
        other.name,
        'Targets, pool and app client',
      ),
    ),
    ANY_OTHER,
  ];
}
