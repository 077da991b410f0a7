/** A person who reads along sees no difference. Milliseconds. */
const LONGEST_MS = 100;

/**
 * Writes in fewer, larger pieces: every write wakes whoever reads, and a run of a thousand cases writes a thousand dots.
 * A line's end goes out at once with what came before it.
 */
export function gathered(write: (text: string) => void): { write(text: string): void; flush(): void } {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== '') write(waiting);
    waiting = '';
  };
  return {
    write(text) {
      waiting += text;
      if (text.includes('\n')) flush();
      else timer ??= setTimeout(flush, LONGEST_MS);
    },
    flush,
  };
}
