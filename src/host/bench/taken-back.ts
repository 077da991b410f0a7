import type { Parts } from '../parts.ts';

/** The sandbox as it was before a fault. */
export interface TakenBack {
  /**
   * Takes back what the run left there: codes used up, tries counted, passwords changed, messages sent. Not where
   * somebody else called meanwhile: theirs would be lost.
   * @param ours request ids of the fault's own calls
   * @returns whether the sandbox is as it was
   */
  undo(ours: ReadonlySet<string>): Promise<boolean>;
}

interface Logged {
  readonly entries: readonly { readonly number: number; readonly requestId: string }[];
}

export async function keepSandbox({ sandbox }: Pick<Parts, 'sandbox'>): Promise<TakenBack> {
  const callsAfter = async (number: number) =>
    ((await sandbox.ask('GET', `log?since=${number}`)) as Logged).entries;
  const newest = (await callsAfter(0)).at(-1)?.number ?? 0;
  const snapshot = await sandbox.ask('GET', 'snapshot');
  return {
    async undo(ours) {
      const calls = await callsAfter(newest);
      if (!calls.every(({ requestId }) => ours.has(requestId))) return false;
      await sandbox.ask('PUT', 'snapshot', snapshot);
      await sandbox.start();
      return true;
    },
  };
}
