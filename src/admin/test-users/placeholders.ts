import { nearestName } from '../../nearest.ts';
import type { WantedFault } from './wanted.ts';

/** What names of users may be made of. */
const OF_NAMES = ['state', 'factor', 'n', 'nnn'] as const;
/** What all else of a user may be made of. */
const OF_REST = ['username', ...OF_NAMES] as const;

/** One or more letters, digits or dashes in braces: what no placeholder can be, such as JSON, is text. */
const PLACEHOLDER = /\{\s*([\w-]+)\s*\}/g;
const MOST_SHOWN = 40;

/** The patterns of a template by member, as far as they are texts: one that is read from a file may be anything. */
interface Patterns {
  readonly username?: unknown;
  readonly email?: unknown;
  readonly phone?: unknown;
  readonly attributes?: unknown;
}

/** Every placeholder that stands for nothing: it would be part of the user. */
export function placeholderFaults({ username, email, phone, attributes }: Patterns): WantedFault[] {
  const own = typeof attributes === 'object' && attributes !== null ? Object.entries(attributes) : [];
  return [
    ...faultsIn('username', username, OF_NAMES),
    ...faultsIn('email', email, OF_REST),
    ...faultsIn('phone', phone, OF_REST),
    ...own.flatMap(([name, pattern]) => faultsIn(`attributes.${name}`, pattern, OF_REST)),
  ];
}

/** A pattern with what its placeholders stand for. */
export function filled(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function faultsIn(field: string, pattern: unknown, known: readonly string[]): WantedFault[] {
  if (typeof pattern !== 'string') return [];
  const faults = new Map<string, WantedFault>();
  for (const [whole, name = ''] of pattern.matchAll(PLACEHOLDER))
    if (!known.some((one) => whole === `{${one}}`))
      faults.set(whole, { detail: saidOf(whole, name, known), field });
  return [...faults.values()];
}

function saidOf(whole: string, name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const shown = whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}…` : whole;
  const all = `There are ${known.map((one) => `{${one}}`).join(', ')}.`;
  return `${shown} stands for nothing here. ${all}${near === undefined ? '' : ` Is {${near}} meant?`}`;
}
