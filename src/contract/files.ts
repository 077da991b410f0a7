import * as v from 'valibot';
import { command } from './command.ts';

/** What leaves the console as a file. */

/** A picture at twice its size is a few megabytes; more is a mistake. Characters. */
const LONGEST = 32_000_000;

export const fileKinds = {
  svg: { name: 'SVG picture', extension: 'svg' },
  png: { name: 'PNG picture', extension: 'png' },
  mermaid: { name: 'Mermaid diagram', extension: 'mmd' },
} as const;
export type FileKind = keyof typeof fileKinds;

export const filesCommands = {
  /** Asks the person for a place and writes the file there. `data`: text; for `png`, base64. Null: they chose none. */
  'file.save': command(
    v.strictObject({
      suggestedName: v.pipe(v.string(), v.maxLength(300)),
      kind: v.picklist(Object.keys(fileKinds) as [FileKind, ...FileKind[]]),
      data: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST)),
    }),
  ).returns<{ name: string } | null>(),
};
