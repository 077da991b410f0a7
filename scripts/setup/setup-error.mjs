/** What is missing and how to get it, in words for a person: shown without a stack trace. */
export class SetupError extends Error {}
