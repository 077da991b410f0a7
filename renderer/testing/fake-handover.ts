import type { ExportPreview, handoverCommands, OfferedFormat } from '@core/contract/handover.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

const formats: readonly OfferedFormat[] = [
  {
    id: 'bundle',
    title: 'Countersign bundle',
    extension: 'countersign',
    says: 'Everything that is shown of it, to be opened in another Countersign.',
    unredacted: true,
    single: false,
  },
  {
    id: 'svg',
    title: 'Graph as SVG',
    extension: 'svg',
    says: 'The graph of its steps, on white.',
    unredacted: false,
    single: true,
  },
];

export const samplePreview: ExportPreview = {
  name: 'USER_SRP_AUTH 2026-09-08.countersign',
  bytes: 12_340,
  pseudonyms: [
    { kind: 'person', count: 1 },
    { kind: 'session', count: 3 },
  ],
  searched: 41,
};

/** The fake host's side of `contract/handover.ts`: every file is clean, and saved under the name it was offered. */
export function fakeHandover(
  _tell: (event: HostEvent) => void,
): Pick<Handlers, keyof typeof handoverCommands> {
  return {
    'export.formats': async () => formats,
    'export.preview': async () => samplePreview,
    'chain.picture': async ({ picture }) => ({
      text: picture === 'mermaid' ? 'flowchart TD\n' : `<svg><title>as a ${picture}</title></svg>`,
    }),
    'picture.save': async ({ picture, png }) => ({
      name: `flow ${picture}.${png === undefined ? 'svg' : 'png'}`,
    }),
    'chain.export': async ({ secrets }) => ({
      name: secrets === 'redacted' ? samplePreview.name : `${samplePreview.name}.age`,
    }),
  };
}
