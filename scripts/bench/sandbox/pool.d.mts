import type { Call } from './caller.mjs';

/** A new pool with one app client, made by the API as anyone would. */
export function createPool(
  call: Call,
): Promise<{ readonly call: Call; readonly poolId: string; readonly clientId: string }>;
