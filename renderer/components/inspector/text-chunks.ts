import { endOfCharacter } from '../../ui/whole-characters.ts';

/** Long enough that few are needed, short enough to be laid out within a frame. Characters. */
const LENGTH = 8_000;
/** How far back from there a better place to cut is looked for. */
const BACK = 500;

/**
 * Cuts a long text into pieces that are laid out one by one: at the end of a line where there is one, else after a comma.
 * The pieces joined are the text.
 */
export function textChunks(text: string): readonly string[] {
  const chunks: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + LENGTH < text.length ? cutAt(text, at) : text.length;
    chunks.push(text.slice(at, end));
    at = end;
  }
  return chunks;
}

function cutAt(text: string, at: number): number {
  const end = at + LENGTH;
  for (const mark of ['\n', ',', ' ']) {
    const found = text.lastIndexOf(mark, end - 1);
    if (found >= end - BACK) return found + 1;
  }
  return endOfCharacter(text, end);
}
