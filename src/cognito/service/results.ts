import facts from './results.json' with { type: 'json' };
import type { Structure } from './service.ts';

/** How an operation answers in pages, by the names of its members. */
export interface Paging {
  /** Where a request says which page it wants, and where a result says which comes next. */
  readonly token: string;
  readonly next: string;
  /** How many a page has at most. */
  readonly limit: string;
  /** What a result lists. */
  readonly items: string;
}

const operations: Readonly<Record<string, string>> = facts.operations;
const shapes = facts.shapes as unknown as Readonly<Record<string, Structure>>;
const pages: Readonly<Record<string, Paging>> = facts.pages;
const EMPTY: Structure = { required: [], members: {} };

/** What an operation answers, members in the service model's order; empty for one that the service doesn't have. */
export function resultOfOperation(operation: string): Structure {
  return resultStructure(Object.hasOwn(operations, operation) ? (operations[operation] ?? '') : '');
}

/** A structure within a result by the name that a `Shape` gives it. */
export function resultStructure(name: string): Structure {
  return shapes[name] ?? EMPTY;
}

/** How an operation pages; undefined for one that the SDK and the AWS CLI take as a single answer. */
export function pagingOf(operation: string): Paging | undefined {
  return Object.hasOwn(pages, operation) ? pages[operation] : undefined;
}
