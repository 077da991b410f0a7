import * as v from 'valibot';
import { readEvents } from '../../chain/event-schema.ts';
import { chainOf } from '../../chain/model.ts';
import { lineOf } from '../../history/line.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import { coreFault } from '../../form/form.ts';
import type { Files } from '../ports.ts';
import { openStoredFile } from '../stored-file.ts';

/** More waiting is a server that will not come back. */
const MOST = 200;

const base = {
  /** A UUID that goes with it: whoever asks twice with it asks once. */
  id: v.pipe(v.string(), v.uuid()),
  at: v.number(),
  by: v.string(),
  /** The server it is meant for. */
  server: v.string(),
  fault: v.exactOptional(v.object({ code: v.string(), detail: v.string() })),
};
const EntrySchema = v.variant('kind', [
  v.object({
    ...base,
    kind: v.literal('chain'),
    /** Redacted: as they were when they were published. Read as events when they go. */
    events: v.array(v.unknown()),
    note: v.string(),
    tags: v.array(v.string()),
    ticket: v.string(),
  }),
  v.object({ ...base, kind: v.literal('comment'), chainId: v.string(), text: v.string() }),
]);
/** What is to be published, until it is. */
export type Entry = v.InferOutput<typeof EntrySchema>;

export interface Outbox {
  /** In the order they came. */
  list(): Promise<readonly Entry[]>;
  /** Resolves once it is written. @throws CoreFault TEAM_QUEUE_FULL, STORED_FILE_NEWER */
  add(entry: Entry): Promise<void>;
  /** It went, or was taken back. */
  remove(id: string): Promise<void>;
  /** It can't go as it is. */
  stop(id: string, fault: { readonly code: string; readonly detail: string }): Promise<void>;
  /** Those that were stopped may try again. */
  release(): Promise<void>;
}

/** What waits outlives the run. Opens its file at first use. */
export function createOutbox(files: Files): Outbox {
  let opening: ReturnType<typeof openStoredFile<Entry[]>> | undefined;
  const open = () =>
    (opening ??= openStoredFile<Entry[]>(files, {
      name: 'team-outbox.json',
      version: 1,
      schema: v.array(EntrySchema),
      ups: [],
      empty: [],
    }));
  const change = async (to: (entries: Entry[]) => Entry[]) => {
    const file = await open();
    await file.set(to(file.get()));
  };

  return {
    list: async () => (await open()).get(),
    async add(entry) {
      if ((await open()).get().length >= MOST)
        throw coreFault('TEAM_QUEUE_FULL', `${MOST} things wait for the team’s database. Nothing was added.`);
      await change((entries) => [...entries, entry]);
    },
    remove: (id) => change((entries) => entries.filter((entry) => entry.id !== id)),
    stop: (id, { code, detail }) =>
      change((entries) =>
        entries.map((entry) => (entry.id === id ? { ...entry, fault: { code, detail } } : entry)),
      ),
    release: () => change((entries) => entries.map(({ fault: _, ...entry }) => entry)),
  };
}

/** Puts it into the team's history. Asked again, it happens once. @throws CoreFault what the history throws, EVENTS_DAMAGED */
export async function deliver(team: TeamHistory, entry: Entry): Promise<void> {
  const { id, at, by } = entry;
  if (entry.kind === 'comment') return team.comment({ id, at, by, chainId: entry.chainId, text: entry.text });
  const events = readEvents(entry.events);
  if ('code' in events) throw coreFault(events.code, events.detail);
  const chain = chainOf(events);
  if (chain === undefined) throw coreFault('EVENTS_DAMAGED', 'What waited is no chain.');
  const { note, tags, ticket } = entry;
  const kept = events.map((event, seq) => ({ seq, event }));
  await team.publish({ id, at, by, note, tags, ticket, line: lineOf(chain), events: kept });
}
