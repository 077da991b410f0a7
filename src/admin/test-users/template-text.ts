import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { nearestName } from '../../nearest.ts';
import { type Template, TemplateSchema, usersOf } from './template.ts';
import { refused, type Wanted } from './wanted.ts';

const NAMES = Object.keys(TemplateSchema.entries);
const MOST_ALIASES = 20;

/** A template file, YAML or JSON, as the users it asks for. Never throws. */
export function usersInTemplate(text: string): Wanted {
  const read = readTemplate(text);
  return 'ok' in read ? read : usersOf(read);
}

function readTemplate(text: string): Template | Extract<Wanted, { ok: false }> {
  const bad = (detail: string, field?: string) =>
    refused(detail, field === undefined ? {} : { field }) as Extract<Wanted, { ok: false }>;
  let value: unknown;
  try {
    const document = parseDocument(text, { prettyErrors: false });
    if (document.errors.length > 0) return bad('This is no YAML and no JSON. Check indentation and quotes.');
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    return bad('This is no YAML and no JSON. Check indentation and quotes.');
  }
  const parsed = v.safeParse(TemplateSchema, value ?? {});
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? undefined;
  const [first = ''] = (field ?? '').split('.');
  if (field === undefined)
    return bad('A template is a list of names and values, such as states: [CONFIRMED].');
  if (NAMES.includes(first))
    return bad(`${field}: ${issue.type === 'check' ? issue.message : said(issue)}`, field);
  const near = nearestName(first, NAMES);
  const fix = near === undefined ? `There are: ${NAMES.join(', ')}.` : `Is ${near} meant?`;
  return bad(`A template has no ${first}. ${fix}`, field);
}

/** The issue's own message repeats the value. */
function said({ expected }: v.BaseIssue<unknown>): string {
  return `it must be ${expected ?? 'something else'}.`;
}
