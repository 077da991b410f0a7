import { gallery } from '@core/scenario/gallery.ts';
import { studiedSteps } from '@core/scenario/fault-matrix/studied.ts';
import { readScenario } from '@core/scenario/read.ts';
import { GALLERY } from './find-files.ts';

/** The first scenario of those that come with the console in which this flow or challenge is answered as it should be. */
export function shippedFor(challenge: string): string | undefined {
  for (const [name, text] of gallery) {
    const { source } = readScenario(text, name);
    if (source !== undefined && studiedSteps(source.scenario, { challenge }).length > 0)
      return `${GALLERY}/${name}.yaml`;
  }
  return undefined;
}
