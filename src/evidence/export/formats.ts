import { bundleFormat } from '../bundle/write.ts';
import { harFormat } from '../har/write.ts';
import { jsonFormat } from '../report/json.ts';
import { markdownFormat } from '../report/markdown.ts';
import type { ExportFormat } from './format.ts';
import { mermaidFormat, svgFormat, timelineFormat } from './pictures.ts';

/** Every way to write chains into a file, in the order they are offered. */
export const exportFormats: readonly ExportFormat[] = [
  bundleFormat,
  harFormat,
  markdownFormat,
  jsonFormat,
  svgFormat,
  timelineFormat,
  mermaidFormat,
];

export function exportFormat(id: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.id === id);
}
