import type { ReportFormat } from './format.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { tap } from './tap.ts';

/** Reports that are files. */
export const reportFormats: readonly ReportFormat[] = [junit, html, json, tap];
