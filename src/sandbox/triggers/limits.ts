/** All the memory that triggers run in, their machine included. */
export const MEMORY_BYTES = 24 * 1024 * 1024;

/** Of the machine's own stack; native recursion is held by the host's. */
export const STACK_BYTES = 256 * 1024;

/** Lambda's own, for an answer to a synchronous call. */
export const LARGEST_RESPONSE = 6_291_556;

/** Deeper than any response of a trigger, and shallow enough for everything that walks it afterwards. */
export const DEEPEST_RESPONSE = 64;

export const MOST_LINES = 100;
