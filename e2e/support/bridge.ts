import type { Page } from '@playwright/test';

/** What a face hears back: nothing throws over the boundary. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { code: string; detail: string; field?: string } };

interface Bridge {
  ask(name: unknown, input: unknown): Promise<Reply>;
}

/** Asks the host as the page does. For what a story needs to know or set, not for what it shows. */
export function ask(page: Page, name: unknown, input: unknown = {}): Promise<Reply> {
  return page.evaluate(
    ([command, payload]) => (window as unknown as { countersign: Bridge }).countersign.ask(command, payload),
    [name, input] as const,
  );
}

/** The value of an answer that must be a good one. */
export async function valueOf<T>(page: Page, name: string, input: unknown = {}): Promise<T> {
  const reply = await ask(page, name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.detail}`);
  return reply.value as T;
}
