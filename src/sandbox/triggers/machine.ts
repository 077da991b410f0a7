import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { Random } from '../random.ts';
import type { Ending } from './ending.ts';
import { STACK_BYTES } from './limits.ts';
import { isFull } from './quickjs.ts';
import { PRELUDE } from './prelude.ts';
import { readResponse } from './read-response.ts';
import { FILE_NAME, isReadable, readSource, type Readable } from './source-form.ts';

export interface Job {
  readonly source: string;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly now: number;
  /** The event; without one the source is read and its handler looked for, nothing more. */
  readonly json?: string;
  readonly milliseconds: number;
  readonly random: Random;
  readonly print: (line: string) => void;
}

export const OUT_OF_MEMORY = 'out of memory';

/** Lambda's Node runtime on a thrown null, or a value that cannot be made text. */
const THREW_NOTHING =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack';

/**
 * One run in a machine of its own.
 * @throws RangeError where native recursion met the host's stack, and whatever an aborting module throws. The module
 * is unusable then; what was left undisposed goes with it.
 */
export function runInMachine(module: QuickJSWASMModule, job: Job): Ending {
  // What comes before the source's own run is the sandbox's time, and on a busy machine it may take longer than a short
  // limit.
  let deadline = Infinity;
  let late = false;
  const isLate = () => (late ||= performance.now() > deadline);
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(isLate);
  const context = runtime.newContext();
  const read = readSource(context, job.source);
  const timer: Timer = {
    begin: () => (deadline = performance.now() + job.milliseconds),
    finish: (isSettled) => drain(runtime, () => isSettled() || isLate()),
  };
  const ending = isReadable(read)
    ? start(context, job, read, timer)
    : ({ outcome: 'unreadable', ...read } as const);
  context.dispose();
  runtime.dispose();
  // With nothing left to do and no outcome Lambda would wait until the time is over.
  if (late || ending === undefined) return { outcome: 'timed out', waiting: !late };
  if (ending.outcome !== 'threw nothing') return ending;
  // QuickJS throws null when it has no room for an error.
  return { outcome: 'threw', message: isFull(module) ? OUT_OF_MEMORY : THREW_NOTHING };
}

interface Timer {
  readonly begin: () => void;
  readonly finish: (isSettled: () => boolean) => void;
}

/** Jobs a few at a time: a chain of promises without end never comes back from a call for all. */
function drain(runtime: QuickJSRuntime, isOver: () => boolean): void {
  while (!isOver() && runtime.hasPendingJob()) runtime.executePendingJobs(100).error?.dispose();
}

function start(context: QuickJSContext, job: Job, read: Readable, timer: Timer): Settled | undefined {
  let ending: Settled | undefined;
  const begin = install(context, job, (next) => {
    ending ??= next;
  });
  timer.begin();
  begin.consume((call) => {
    if (!callSource(context, call, read, job.json)) ending ??= { outcome: 'threw', message: OUT_OF_MEMORY };
  });
  timer.finish(() => ending !== undefined);
  return ending;
}

/** What a machine tells by `settle`. */
type Settled = Ending | { readonly outcome: 'threw nothing' };

/** Evaluates the prelude and hands it the few functions of the host. */
function install(context: QuickJSContext, job: Job, settle: (ending: Settled) => void): QuickJSHandle {
  const { random } = job;
  const given = [
    context.newNumber(job.now),
    context.newFunction('settle', (kind, value) => {
      settle(endingOf(context.getString(kind), value && context.getString(value)));
    }),
    context.newFunction('print', (line) => job.print(context.getString(line))),
    context.newFunction('fraction', () =>
      context.newNumber(Buffer.from(random.bytes(6)).readUIntBE(0, 6) / 2 ** 48),
    ),
    context.newFunction('uuid', () => context.newString(random.uuid())),
  ];
  const prelude = context.unwrapResult(context.evalCode(PRELUDE, 'prelude.js'));
  const begin = prelude.consume((make) => context.callFunction(make, context.undefined, given));
  given.forEach((handle) => handle.dispose());
  return context.unwrapResult(begin);
}

function endingOf(kind: string, text: string | undefined): Settled {
  if (kind === 'threw') {
    return text === undefined ? { outcome: 'threw nothing' } : { outcome: 'threw', message: text };
  }
  return kind === 'returned' ? readResponse(text) : { outcome: 'without handler' };
}

/** False when there was not even memory or stack left to say what went wrong. */
function callSource(
  context: QuickJSContext,
  begin: QuickJSHandle,
  { form, code }: Readable,
  json: string | undefined,
): boolean {
  const type = form === 'module' ? 'module' : 'global';
  const evaluated = context.evalCode(code, FILE_NAME, { type });
  const handles =
    evaluated.error === undefined
      ? [context.newString(form), evaluated.value, handlerBinding(context)]
      : [context.newString('failed'), evaluated.error, context.undefined];
  handles.push(json === undefined ? context.undefined : context.newString(json));
  const called = context.callFunction(begin, context.undefined, handles);
  handles.forEach((handle) => handle.dispose());
  (called.error ?? called.value).dispose();
  return called.error === undefined;
}

/** A `handler` declared by a script: `const` makes no property that could be looked up. */
function handlerBinding(context: QuickJSContext): QuickJSHandle {
  const found = context.evalCode('typeof handler === "function" ? handler : undefined', FILE_NAME);
  if (found.error === undefined) return found.value;
  found.error.dispose();
  return context.undefined;
}
