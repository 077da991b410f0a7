import type * as v from 'valibot';
import type { Sandbox } from '@core/sandbox/engine.ts';
import { readWith, type Read } from '@core/sandbox/problem.ts';
import type { SandboxResponse } from '@core/sandbox/http.ts';

/** What the control API works on. */
export interface Control {
  readonly sandbox: Sandbox;
  readonly token: string;
  /** Milliseconds from process start to listening. */
  readonly readyMs: number;
}

/** One call of it. */
export interface ControlCall {
  /** The parts of the path that vary, by the names in braces. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

export type Handler = (control: Control, call: ControlCall) => SandboxResponse | Promise<SandboxResponse>;

/** The body as JSON that holds to a schema. */
export function readJson<S extends v.GenericSchema>(schema: S, body: Uint8Array): Read<v.InferOutput<S>> {
  let value: unknown;
  try {
    value = JSON.parse(textOf(body));
  } catch {
    return { problem: 'The body must be JSON.' };
  }
  return readWith(schema, value);
}

export function textOf(body: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(body);
}
