import { readScenario } from '@core/scenario/read.ts';
import { editScenario } from '@core/scenario/edit.ts';
import { describe, expect, it } from 'vitest';
import { CODE_FORMS, codeAdded, codeFormOf, codeKindSet, codeRenamed } from './code-sources.ts';

const TEXT = `version: 1
name: ann
codes:
  mail: { inbox: sandbox } # hers
steps:
  - flow: USER_AUTH
    with: { USERNAME: ann }
  # by mail
  - answer: EMAIL_OTP
    with: { EMAIL_OTP_CODE: '\${code.mail}' }
`;
const read = (text: string) => {
  const { source, faults } = readScenario(text, 'ann.yaml');
  if (source === undefined) throw new Error(faults.map(({ detail }) => detail).join('\n'));
  return source.scenario;
};

describe('sources of codes', () => {
  it.each(CODE_FORMS.map((form) => [form.id, form] as const))(
    '%s is a scenario as it is added',
    (id, form) => {
      const scenario = read(editScenario(TEXT, codeAdded(read(TEXT), form)));
      const [, added] = Object.values(scenario.codes ?? {});
      expect(added && codeFormOf(added)?.id).toBe(id);
      if (form.secret !== undefined) expect(scenario.secrets).toEqual({ [form.secret]: null });
    },
  );

  it('get a name that is free', () => {
    const inbox = CODE_FORMS.filter(({ id }) => id === 'inbox');
    const twice = [1, 2].reduce(
      (text) =>
        editScenario(
          text,
          inbox.flatMap((form) => codeAdded(read(text), form)),
        ),
      TEXT,
    );
    expect(Object.keys(read(twice).codes ?? {})).toEqual(['mail', 'inbox', 'inbox2']);
  });

  it('change their kind under the same name', () => {
    const imap = CODE_FORMS.filter(({ id }) => id === 'imap');
    const text = editScenario(
      TEXT,
      imap.flatMap((form) => codeKindSet(read(TEXT), 'mail', form)),
    );
    expect(read(text).codes?.['mail']).toHaveProperty('imap.host');
    expect(text).toContain('# by mail');
  });

  it('take the texts that name them along to another name', () => {
    const text = editScenario(TEXT, codeRenamed(read(TEXT), 'mail', 'post'));
    expect(Object.keys(read(text).codes ?? {})).toEqual(['post']);
    expect(text).toContain("'${code.post}'");
    expect(text).toContain('# by mail');
    expect(codeRenamed(read(TEXT), 'mail', 'no name')).toEqual([]);
    expect(codeRenamed(read(TEXT), 'mail', 'mail')).toEqual([]);
  });
});
