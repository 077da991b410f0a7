import { errorNamed } from '@core/errors/catalogue.ts';
import type { Fault } from '@core/form/form.ts';
import { plainLines } from './plain-text.ts';

/** A fault for a person: what it is, its code, and what to try. */
export function faultText({ code, detail }: Fault): string {
  const tries = errorNamed(code)?.tries ?? [];
  return [`${plainLines(detail)} (${code})`, ...tries.map((hint) => `  try: ${hint}`), ''].join('\n');
}
