/**
 * What stands between a trigger and the sandbox, as source: it runs inside the trigger's own virtual machine, before
 * the trigger. Host functions stay in its closure, and it keeps the built-ins it needs from before anybody could
 * change them. Everything that crosses is text or a number.
 *
 * Lambda's rules it follows: a handler may be async, call back, or use the older `context.succeed`; the first outcome
 * counts; a thrown value that is no Error is told by its text.
 */
export const PRELUDE = `(function (now, settle, print, fraction, uuid) {
  'use strict';
  const { parse, stringify } = JSON;
  const RealDate = Date;
  const RealPromise = Promise;
  const RealError = Error;
  const RealReferenceError = ReferenceError;
  const missing = /^'(.+)' is not defined$/;
  const unquote = Function.prototype.call.bind(String.prototype.replace);
  const text = String;
  const { construct } = Reflect;
  const read = Reflect.get;
  const { floor } = Math;
  const cut = Function.prototype.call.bind(String.prototype.slice);
  const then = Function.prototype.call.bind(Promise.prototype.then);

  const started = RealDate.now();
  const clock = () => now + (RealDate.now() - started);
  const SandboxDate = new Proxy(RealDate, {
    construct: (target, given, made) => construct(target, given.length === 0 ? [clock()] : given, made),
    apply: () => new RealDate(clock()).toString(),
    get: (target, key, self) => (key === 'now' ? clock : read(target, key, self)),
  });
  RealDate.prototype.constructor = SandboxDate;
  globalThis.Date = SandboxDate;

  const shown = (value) => {
    if (typeof value === 'string') return value;
    try {
      if (value instanceof RealError) return text(value);
      const json = typeof value === 'object' ? stringify(value) : undefined;
      return json === undefined ? text(value) : json;
    } catch {
      return '[not printable]';
    }
  };
  const log = (...values) => {
    let line = '';
    for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : ' ') + shown(values[i]);
    print(cut(line, 0, 4000));
  };
  globalThis.console = { log, info: log, warn: log, error: log, debug: log };

  globalThis.crypto = {
    randomUUID: () => uuid(),
    randomInt: (low, high) => {
      const from = high === undefined ? 0 : low;
      return from + floor(fraction() * ((high === undefined ? low : high) - from));
    },
    getRandomValues: (array) => {
      for (let i = 0; i < array.length; i++) array[i] = floor(fraction() * 2 ** (8 * array.BYTES_PER_ELEMENT));
      return array;
    },
  };
  globalThis.module = { exports: {} };
  globalThis.exports = globalThis.module.exports;

  const pick = (value) => (typeof value === 'function' ? value : undefined);
  const find = (form, evaluated) => {
    if (form === 'module') return evaluated.handler ?? evaluated.default;
    const exported = globalThis.module?.exports;
    return exported?.handler ?? globalThis.exports?.handler ?? evaluated.binding ?? pick(exported) ?? evaluated.value;
  };

  const reason = (thrown) => {
    try {
      // As Node words it, which is what the trigger's author will meet on Lambda.
      if (thrown instanceof RealReferenceError) return unquote(text(thrown.message), missing, '$1 is not defined');
      if (thrown instanceof RealError) return text(thrown.message);
      if (thrown !== null && thrown !== undefined) return text(thrown);
    } catch {}
    return undefined;
  };
  const fail = (thrown) => {
    const told = reason(thrown);
    return told === undefined ? settle('threw') : settle('threw', cut(told, 0, 4000));
  };
  const succeed = (value) => {
    let json;
    try {
      json = stringify(value);
    } catch {
      return settle('threw', 'Unable to stringify response body');
    }
    return json === undefined ? settle('returned') : settle('returned', json);
  };
  const call = (handler, event) => {
    const callback = (error, value) => (error === null || error === undefined ? succeed(value) : fail(error));
    const context = {
      functionName: 'trigger',
      awsRequestId: uuid(),
      callbackWaitsForEmptyEventLoop: true,
      done: callback,
      succeed,
      fail,
    };
    const result = handler(event, context, callback);
    if (typeof result?.then === 'function') then(RealPromise.resolve(result), succeed, fail);
    // A handler with a callback is not over when it returns.
    else if (result !== undefined || handler.length < 3) succeed(result);
  };
  const begin = (form, evaluated, json) => {
    const handler = find(form, evaluated);
    if (typeof handler !== 'function') settle('without handler');
    else if (json === undefined) settle('returned');
    else call(handler, parse(json));
  };
  const guarded = (form, evaluated, json) => {
    try {
      begin(form, evaluated, json);
    } catch (thrown) {
      fail(thrown);
    }
  };
  return (form, value, binding, json) => {
    if (form === 'failed') fail(value);
    else if (form !== 'module') guarded(form, { value, binding }, json);
    // Top-level await: the exports come when it is over.
    else if (value instanceof RealPromise) then(value, (exports) => guarded(form, exports, json), fail);
    else guarded(form, value, json);
  };
})`;
