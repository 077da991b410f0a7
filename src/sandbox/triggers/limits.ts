/** All the memory that triggers run in, their machine included. */
export const MEMORY_BYTES = 24 * 1024 * 1024;

/** Of the machine's own stack; native recursion is held by the host's. */
export const STACK_BYTES = 256 * 1024;

/** Characters of JSON. Lambda allows six times that; no trigger of a user pool comes near. */
export const LARGEST_RESPONSE = 1_048_576;

/** Deeper than any response of a trigger, and shallow enough for everything that walks it afterwards. */
export const DEEPEST_RESPONSE = 64;

export const MOST_LINES = 100;
