import type { CommandInput } from '../../contract.ts';
import type { ScenarioResult } from '../../scenario/result.ts';
import { drivenHost, type DrivenHost } from './driven-host.ts';
import type { TestHostOptions } from './test-host.ts';

/** Steps of a scenario on the sandbox, as YAML lists them, as a whole file. */
export function scenarioOf(steps: string, above = ''): string {
  return `version: 1\nname: test\n${above}\nsteps:\n${steps}`;
}

/**
 * Runs a text on a host and waits for its end. Time that has to pass passes at once; questions are answered by `told`.
 */
export async function runScenario(
  text: string,
  {
    on,
    told = {},
    options,
    ...input
  }: {
    readonly on?: DrivenHost;
    readonly told?: Readonly<Record<string, string>>;
    readonly options?: TestHostOptions;
  } & Partial<CommandInput<'scenario.run'>> = {},
): Promise<ScenarioResult> {
  const test = on ?? (await drivenHost(options));
  const { runId } = await test.value('scenario.run', {
    ...{ text, file: 'test.yaml', begin: 'seed', pace: 'through' },
    ...input,
  });
  for (;;) {
    const { result, waits } = await test.value('scenario.runState', { runId });
    if (result !== undefined) return result;
    if (waits?.kind === 'time') test.clock.move(waits.until - test.clock.now() + 200);
    if (waits?.kind === 'ask')
      await test.value('scenario.tell', { runId, value: told[waits.question] ?? '' });
    if (waits?.kind === 'next') await test.value('scenario.next', { runId });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What each check that failed expected and got, and each fault, by step; for messages of tests. */
export function whatFailed({ steps, fault }: ScenarioResult): string[] {
  return [
    ...steps.flatMap(({ index, checks, fault: own }) => [
      ...checks
        .filter(({ passed }) => !passed)
        .map(({ what, expected, got }) => `${String(index)} ${what}: ${expected} / ${got}`),
      ...(own === undefined ? [] : [`${String(index)} ${own.code}: ${own.detail}`]),
    ]),
    ...(fault === undefined ? [] : [`${fault.code}: ${fault.detail}`]),
  ];
}
