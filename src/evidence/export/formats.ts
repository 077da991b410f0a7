import { bundleFormat } from '../bundle/write.ts';
import type { ExportFormat } from './format.ts';
import { mermaidFormat, svgFormat, timelineFormat } from './pictures.ts';

/** Every way to write chains into a file, in the order they are offered. */
export const exportFormats: readonly ExportFormat[] = [
  bundleFormat,
  svgFormat,
  timelineFormat,
  mermaidFormat,
];

export function exportFormat(id: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.id === id);
}
