import { createCoverage, type Touches, touchesOf } from '@core/scenario/coverage.ts';
import { coverageJson, coverageText } from '@core/scenario/coverage-text.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { isFault } from '@core/form/form.ts';
import { paintIn } from '../chain-tree.ts';
import { type DataHost, withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { searchIn } from '../evidence/which-history.ts';
import { jsonText, plain, plainLines } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { reportAt, reportsIn } from './report-paths.ts';

export interface CoverageOptions {
  /** JSON reports, or folders of them. Without any, the history. */
  readonly reports: readonly string[];
  /** A folder whose history counts, also beside reports. */
  readonly data: string | undefined;
  /** Which chains of the history count, as a search has it. */
  readonly query: string;
  /** Only what was not touched. */
  readonly gapsOnly: boolean;
  readonly json: boolean;
}

/** What one question to the host may bring. */
const A_PAGE = 200;

/** Prints which challenges, transitions and errors past runs touched, and what none did. */
export async function printCoverage(
  options: CoverageOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const gathering = createCoverage();
  let chains = 0;
  const add = (touched: Touches) => {
    chains += 1;
    gathering.add(touched);
  };
  try {
    for (const file of options.reports.length === 0 ? [] : await reportsIn(options.reports))
      for (const result of (await reportAt(file)).results) touchesIn(result).forEach(add);
    if (options.reports.length === 0 || options.data !== undefined) {
      const code = await withData({ data: options.data, keychain: 'none' }, around, terminal, (at) =>
        ofHistory(at, options.query, add, terminal),
      );
      if (code !== EXIT.ok.code) return code;
    }
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return EXIT.unusable.code;
  }
  if (chains === 0) terminal.err('No chain was found: everything is untouched.\n');
  const coverage = gathering.coverage();
  const paint = paintIn(terminal.color);
  const dim = (text: string) => paint('dim', text);
  terminal.out(
    options.json
      ? jsonText(coverageJson(coverage, chains))
      : coverageText(coverage, { chains, gapsOnly: options.gapsOnly, dim }).replace(
          /[^\u001b]+/g,
          plainLines,
        ),
  );
  return EXIT.ok.code;
}

/** Also of attempts before: what they touched was touched. */
function touchesIn({ chains, touched = [], earlier = [] }: ScenarioResult): Touches[] {
  return [...touched, ...chains.map(touchesOf), ...earlier.flatMap(touchesIn)];
}

async function ofHistory(
  { call }: DataHost,
  query: string,
  add: (touched: Touches) => void,
  terminal: Terminal,
): Promise<number> {
  const search = searchIn(call, false);
  let after: string | undefined;
  do {
    const page = await search({ query, most: A_PAGE, ...(after === undefined ? {} : { after }) });
    const [slip] = page.faults;
    if (slip !== undefined) {
      terminal.err(`${plain(query)}: ${plain(slip.says)}\n`);
      return EXIT.usage.code;
    }
    for (const { line } of page.found)
      add(touchesOf(valueIn(await call('chain.events', { chainId: line.chainId }))));
    after = page.next;
  } while (after !== undefined);
  return EXIT.ok.code;
}
