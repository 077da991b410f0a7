import { broughtChain } from '../../evidence/bundle/read.ts';
import type { BundledChain } from '../../evidence/bundle/format.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import { readReport } from '../../scenario/report/read.ts';
import { detailLines } from '../../scenario/report/words.ts';
import type { ScenarioResult } from '../../scenario/result.ts';

export interface ChainsOfReport {
  /** Of what did not pass, or not at once: reports hold no other chains. */
  readonly chains: readonly Required<BundledChain>[];
  /** Cases without a chain. */
  readonly left: number;
}

/**
 * The chains of a JSON report of scenarios, each read-only and with what was expected and what came in its notes.
 * @throws CoreFault REPORT_DAMAGED, REPORT_NEWER
 */
export function chainsOfReport(text: string, name: string, uuid: () => string): ChainsOfReport {
  const { results, summary } = readReport(text);
  const attempts = results.map((result) => [...(result.earlier ?? []), result]);
  return {
    chains: attempts.flat().flatMap((result) =>
      result.chains.map((events) => {
        const annotations = { ...NO_ANNOTATIONS, notes: notesOf(result), tags: [result.status] };
        return broughtChain(
          { events, annotations },
          { kind: 'report', name, version: summary.version, place: result.title },
          uuid,
        );
      }),
    ),
    left: attempts.filter((all) => all.every(({ chains }) => chains.length === 0)).length,
  };
}

function notesOf(result: ScenarioResult): string {
  return [`${result.title}, ${result.file}`, ...detailLines(result)].join('\n').slice(0, 10_000);
}
