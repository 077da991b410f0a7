import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { CheckAnswer } from '@core/host/ports.ts';
import type { JsonValue } from '@core/json.ts';
import { createQuickJs } from '@core/sandbox/triggers/quickjs.ts';

/** Time for one check. Milliseconds. */
const CHECK_MS = 1_000;
const STACK_BYTES = 256 * 1024;
/** Characters of what a check may say. */
const LONGEST = 2_000;

const quickJs = createQuickJs();

/**
 * Runs a check in QuickJS, compiled to WebAssembly: no file, network, timer or module, and nothing of this process in
 * reach. All that goes in is text, and so is all that comes out.
 */
export async function runCheck(source: string, step: JsonValue): Promise<CheckAnswer> {
  try {
    return await quickJs.use((module) => {
      const runtime = module.newRuntime();
      runtime.setMaxStackSize(STACK_BYTES);
      const until = performance.now() + CHECK_MS;
      let isLate = false;
      runtime.setInterruptHandler(() => (isLate ||= performance.now() > until));
      const context = runtime.newContext();
      const answer = answerOf(context, source, JSON.stringify(step));
      context.dispose();
      runtime.dispose();
      return isLate ? TOO_LONG : answer;
    });
  } catch {
    // It filled the memory or the stack; the machine is made anew for the next one.
    return NO_ROOM;
  }
}

export const TOO_LONG: CheckAnswer = {
  kind: 'threw',
  text: `it did not end within ${String(CHECK_MS / 1_000)} s`,
};

const NO_ROOM = { kind: 'threw', text: 'out of memory' } as const;

/** Keeps what it needs from before the check could change it, and has the console quiet. */
const PRELUDE = `(function () {
  'use strict';
  const { parse } = JSON;
  const text = String;
  const ErrorBefore = Error;
  const quiet = () => undefined;
  globalThis.console = { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet };
  return (check, json) => {
    try {
      const said = check(parse(json));
      if (said === true) return 'held:';
      if (typeof said === 'string') return 'said:' + said;
      if (said !== null && typeof said === 'object') return 'said:returned an object, not true or a text';
      return 'said:returned ' + text(said);
    } catch (thrown) {
      return 'threw:' + (thrown instanceof ErrorBefore ? thrown.name + ': ' + thrown.message : text(thrown));
    }
  };
})()`;

function answerOf(context: QuickJSContext, source: string, json: string): CheckAnswer {
  const run = context.unwrapResult(context.evalCode(PRELUDE, 'prelude.js'));
  const check = functionOf(context, source);
  const given = context.newString(json);
  const called = 'kind' in check ? undefined : context.callFunction(run, context.undefined, [check, given]);
  run.dispose();
  given.dispose();
  if ('kind' in check) return check;
  check.dispose();
  if (called?.error !== undefined) return { kind: 'threw', text: thrownText(context, called.error) };
  return called === undefined ? NO_ROOM : called.value.consume((said) => saidBy(context, said));
}

function saidBy(context: QuickJSContext, handle: QuickJSHandle): CheckAnswer {
  if (context.typeof(handle) !== 'string') return NO_ROOM;
  const said = context.getString(handle);
  const at = said.indexOf(':');
  const kind = said.slice(0, at) as CheckAnswer['kind'];
  return kind === 'held' ? { kind } : { kind, text: said.slice(at + 1, at + 1 + LONGEST) };
}

/** An expression, or statements with a return. Lines stay those of the source. */
function functionOf(context: QuickJSContext, source: string): QuickJSHandle | CheckAnswer {
  const expression = source.replace(/[\s;]+$/, '');
  const made = context.evalCode(`(function (step) { 'use strict'; return (${expression}\n); })`, FILE);
  if (made.error === undefined) return made.value;
  made.error.dispose();
  const statements = context.evalCode(`(function (step) { 'use strict'; ${source}\n})`, FILE);
  if (statements.error === undefined) return statements.value;
  return { kind: 'threw', text: thrownText(context, statements.error) };
}

const FILE = 'check.js';

/** QuickJS throws null where it has no room for an error. */
function thrownText(context: QuickJSContext, error: QuickJSHandle): string {
  const thrown = error.consume((handle) => context.dump(handle)) as
    { name?: unknown; message?: unknown; lineNumber?: unknown } | null | undefined;
  if (thrown === null || typeof thrown !== 'object') return thrown === null ? NO_ROOM.text : String(thrown);
  const line = typeof thrown.lineNumber === 'number' ? ` (line ${String(thrown.lineNumber)})` : '';
  return `${String(thrown.name)}: ${String(thrown.message)}${line}`.slice(0, LONGEST);
}
