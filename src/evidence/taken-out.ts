/**
 * Whether a value looks as if someone took the real one out before they handed the source over: a word for it, a row of
 * one sign, the mask of a tool. Such a value is equal for different people, so nothing may be linked by it.
 * Seen in: Chrome's sanitised export, HAR sanitizers, our own masks, and by hand.
 */
export function takenOut(value: string): boolean {
  if (value.length === 0) return true;
  if (value.length > 200) return false;
  return WORD.test(value) || ROW.test(value) || value.includes('…');
}

const WORD =
  /^[^a-z0-9]*(?:[a-z]+[ _-])*(?:redact|remov|sanitis|sanitiz|mask|scrub|hidden|censor|secret(?!_)|filtered|omitted|stripped)[a-z]*(?:[ _-][a-z]+)*[^a-z0-9]*$/i;
/** `*****`, `xxxxx`, `-----`; not `00000`, which may be a code someone typed. */
const ROW = /^([^a-wyz0-9])\1{2,}$/i;
