import type { ScenarioEdit } from '@core/contract/scenario.ts';
import type { JsonValue } from '@core/json.ts';
import type { CodeSource, Scenario } from '@core/scenario/schema.ts';
import type { IconName } from '../../ui/icons.ts';
import { pointerOf } from './pointers.ts';

export type CodeKind = 'totp' | 'inbox' | 'http' | 'imap' | 'command' | 'ask';

/** A member of a source that the form shows as a field. */
export interface CodeMember {
  /** Where it stands in the source. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly placeholder?: string;
  /** It stays in the file when it is emptied. */
  readonly required?: boolean;
  readonly isNumber?: boolean;
  /** What it holds is long: it has the row to itself. */
  readonly wide?: boolean;
}

export interface CodeForm {
  readonly id: CodeKind;
  readonly label: string;
  readonly icon: IconName;
  readonly hint?: string;
  /** What a new one begins with. */
  readonly first: JsonValue;
  /** A secret that it names, which is asked for unless the file says where it is. */
  readonly secret?: string;
  readonly members: readonly CodeMember[];
}

const FOUND: readonly CodeMember[] = [
  { keys: ['match'], label: 'Code by a regular expression', placeholder: 'the first 4 to 10 digits' },
  { keys: ['within'], label: 'How long to wait', placeholder: '30s' },
];

/** Every kind of source of codes, as `schema/codes.ts` has them. */
export const CODE_FORMS: readonly CodeForm[] = [
  {
    id: 'totp',
    label: 'TOTP seed',
    icon: 'clock',
    hint: 'a secret',
    first: { totp: '${seed}' },
    secret: 'seed',
    members: [{ keys: ['totp'], label: 'Seed', required: true }],
  },
  {
    id: 'inbox',
    label: 'Inbox of the sandbox',
    icon: 'inbox',
    first: { inbox: 'sandbox' },
    members: FOUND,
  },
  {
    id: 'http',
    label: 'HTTP inbox',
    icon: 'link',
    hint: 'Mailpit, MailHog …',
    first: { http: 'http://127.0.0.1:8025/api/v1/messages', path: '$.messages[0].Snippet' },
    members: [
      { keys: ['http'], label: 'URL', required: true, wide: true },
      { keys: ['path'], label: 'JSON path', placeholder: 'all of the answer' },
      ...FOUND,
    ],
  },
  {
    id: 'imap',
    label: 'IMAP mailbox',
    icon: 'inbox',
    hint: 'mail',
    first: { imap: { host: '127.0.0.1', user: 'codes', password: '${mailbox}' } },
    secret: 'mailbox',
    members: [
      { keys: ['imap', 'host'], label: 'Server', required: true },
      { keys: ['imap', 'port'], label: 'Port', placeholder: '993', isNumber: true },
      { keys: ['imap', 'user'], label: 'User', required: true },
      { keys: ['imap', 'password'], label: 'Password, by reference', required: true },
      { keys: ['imap', 'mailbox'], label: 'Mailbox', placeholder: 'INBOX' },
      { keys: ['from'], label: 'From', placeholder: 'anyone' },
      { keys: ['to'], label: 'To', placeholder: 'anyone' },
      { keys: ['subject'], label: 'Subject', placeholder: 'any' },
      ...FOUND,
    ],
  },
  { id: 'command', label: 'A command', icon: 'terminal', first: { command: ['./code.sh'] }, members: FOUND },
  {
    id: 'ask',
    label: 'Ask whoever runs it',
    icon: 'user',
    first: { ask: 'The code' },
    members: [{ keys: ['ask'], label: 'Question', required: true, wide: true }],
  },
];

/** The form of a source, by the one key that says its kind. */
export function codeFormOf(source: CodeSource): CodeForm | undefined {
  return CODE_FORMS.find(({ id }) => id in source);
}

/** A new source of a kind, under a name of its own, with the secret that it needs. */
export function codeAdded(scenario: Scenario, form: CodeForm): ScenarioEdit[] {
  const taken = scenario.codes ?? {};
  let name: string = form.id;
  for (let count = 2; name in taken; count += 1) name = `${form.id}${String(count)}`;
  return codeKindSet(scenario, name, form);
}

/** A source of another kind under the same name. */
export function codeKindSet({ secrets = {} }: Scenario, name: string, form: CodeForm): ScenarioEdit[] {
  const { secret } = form;
  return [
    { op: 'set', at: pointerOf('codes', name), value: form.first },
    ...(secret === undefined || secret in secrets
      ? []
      : [{ op: 'set' as const, at: pointerOf('secrets', secret), value: null }]),
  ];
}

/** A source under another name, and every text that names it with it. None where the name can't be had. */
export function codeRenamed(scenario: Scenario, before: string, name: string): ScenarioEdit[] {
  const { codes = {} } = scenario;
  const source = codes[before];
  if (source === undefined || name in codes || !/^[A-Za-z_][\w-]*$/.test(name)) return [];
  const named = (value: unknown, keys: readonly (string | number)[]): ScenarioEdit[] => {
    if (typeof value === 'string') {
      const text = value.replaceAll(`\${code.${before}}`, `\${code.${name}}`);
      return text === value ? [] : [{ op: 'set', at: pointerOf(...keys), value: text }];
    }
    if (Array.isArray(value)) return value.flatMap((each, index) => named(each, [...keys, index]));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, each]) => named(each, [...keys, key]));
  };
  return [
    { op: 'set', at: pointerOf('codes', name), value: JSON.parse(JSON.stringify(source)) as JsonValue },
    { op: 'remove', at: pointerOf('codes', before) },
    ...named(scenario.steps, ['steps']),
  ];
}
