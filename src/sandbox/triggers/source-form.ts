import type { QuickJSContext } from 'quickjs-emscripten-core';

/** What people paste from Lambda: an ES module, CommonJS, or nothing but the function. */
export type Form = 'module' | 'script' | 'expression';

export interface Problem {
  readonly problem: string;
  readonly line?: number;
}

export interface Readable {
  readonly form: Form;
  /** The source as that form is evaluated. */
  readonly code: string;
}

const FORMS: readonly Form[] = ['script', 'expression', 'module'];

/** Finds the form the source is written in by trying: `export` is an error in a script, a lone `async (event) => {}` is not. */
export function readSource(context: QuickJSContext, source: string): Readable | Problem {
  const problems = new Map<Form, Problem>();
  for (const form of FORMS) {
    const code = codeOf(source, form);
    const problem = compileProblem(context, code, form);
    if (problem === undefined) return { form, code };
    problems.set(form, problem);
  }
  const likely = /^\s*(import|export)\b/m.test(source) ? 'module' : 'script';
  return problems.get(likely) ?? { problem: 'the source cannot be read' };
}

export function isReadable(read: Readable | Problem): read is Readable {
  return 'form' in read;
}

function codeOf(source: string, form: Form): string {
  // An unnamed function is no statement; in parentheses it is a value, on the same lines as before.
  return form === 'expression' ? `(${source.replace(/[\s;]+$/, '')}\n)` : source;
}

function compileProblem(context: QuickJSContext, code: string, form: Form): Problem | undefined {
  const type = form === 'module' ? 'module' : 'global';
  const result = context.evalCode(code, FILE_NAME, { type, compileOnly: true });
  if (result.error === undefined) {
    result.value.dispose();
    return undefined;
  }
  return result.error.consume((error) => problemOf(context.dump(error) as Thrown | null | undefined));
}

export const FILE_NAME = 'index.js';

interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly lineNumber?: unknown;
}

/** QuickJS throws null where it has no room for an error. */
function problemOf(thrown: Thrown | null | undefined): Problem {
  if (thrown === null || thrown === undefined) return { problem: 'the source cannot be read' };
  const problem = `${String(thrown.name)}: ${String(thrown.message)}`;
  return typeof thrown.lineNumber === 'number' ? { problem, line: thrown.lineNumber } : { problem };
}
