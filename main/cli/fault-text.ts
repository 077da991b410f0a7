import { errorNamed } from '@core/errors/catalogue.ts';
import type { Fault } from '@core/form/form.ts';
import { plain } from './plain-text.ts';

/** A fault for a person: what it is, its code, and what to try. */
export function faultText({ code, detail }: Fault): string {
  const tries = errorNamed(code)?.tries ?? [];
  return [`${plain(detail)} (${code})`, ...tries.map((hint) => `  try: ${hint}`), ''].join('\n');
}
