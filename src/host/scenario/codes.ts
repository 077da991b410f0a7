import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import type { CaseRun } from './run-case.ts';
import type { CodeContext } from './values.ts';

/** Where the codes of a run come from. */
export interface Codes {
  /** The code that a source of the file has now. @throws CoreFault SCENARIO_NAME, SECRET_MISSING */
  code(name: string, context: CodeContext): Promise<string>;
}

export function createCodes(_parts: Pick<Parts, 'ports'>, run: CaseRun): Codes {
  return {
    async code(name) {
      const source = run.of.source.scenario.codes?.[name];
      if (source === undefined) throw coreFault('SCENARIO_NAME', `\${code.${name}} has no source.`, name);
      const asked = 'ask' in source ? await run.ask(source.ask, true) : undefined;
      if (asked !== undefined) return asked;
      throw coreFault('SECRET_MISSING', `The code ${name} can’t be had.`, name);
    },
  };
}
