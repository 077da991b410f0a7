import type { PoolClientHead, PoolHead, PoolSide } from '@core/contract/pool.ts';
import type { Target } from '@core/contract.ts';
import type { Option } from '../../ui/UiSelect.vue';

/** A side as the value of a choice. */
export function sideValue({ targetId, userPoolId, clientId }: PoolSide): string {
  return JSON.stringify([targetId, userPoolId ?? '', clientId ?? '']);
}

/** Undefined for the empty choice. */
export function sideOf(value: string): PoolSide | undefined {
  if (value === '') return undefined;
  const [targetId = '', userPoolId = '', clientId = ''] = JSON.parse(value) as string[];
  return { targetId, ...(userPoolId === '' ? {} : { userPoolId }), ...(clientId === '' ? {} : { clientId }) };
}

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
  ];
}
