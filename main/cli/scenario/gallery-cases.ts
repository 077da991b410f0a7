import { gallery } from '@core/scenario/gallery.ts';
import { studiedSteps } from '@core/scenario/fault-matrix/studied.ts';
import { readScenario } from '@core/scenario/read.ts';
import { casesIn, type Loaded } from './load.ts';

/** The first scenario of those that come with the console in which this flow or challenge is answered as it should be. */
export async function casesForChallenge(challenge: string): Promise<Loaded> {
  for (const [name, text] of gallery) {
    const file = `gallery:${name}`;
    const { source } = readScenario(text, file);
    if (source === undefined || studiedSteps(source.scenario, { challenge }).length === 0) continue;
    const read = await casesIn(text, file, { csv: async () => undefined });
    if ('cases' in read) return { ...read, broken: [] };
  }
  return { cases: [], broken: [], warnings: [] };
}
