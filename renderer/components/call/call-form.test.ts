import { mount } from '@vue/test-utils';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@core/json.ts';
import { type Path, withAt } from './call-body.ts';
import { CALL_FORM } from './call-form.ts';
import ShapeMembers from './ShapeMembers.vue';

const structures = {
  AttributeType: {
    required: ['Name'],
    members: { Name: { type: 'text' }, Value: { type: 'text', secret: true } },
  },
} as const;
const input = {
  required: ['UserPoolId', 'Username'],
  members: {
    UserPoolId: { type: 'text' },
    Username: { type: 'text', secret: true },
    Password: { type: 'text', secret: true },
    Permanent: { type: 'boolean' },
    Limit: { type: 'number' },
    MessageAction: { type: 'text', values: ['RESEND', 'SUPPRESS'] },
    UserAttributes: { type: 'list', of: { type: 'structure', shape: 'AttributeType' } },
    ClientMetadata: { type: 'map', of: { type: 'text' } },
  },
} as const;

function drawn(body: JsonObject) {
  let now = body;
  const form = {
    structures,
    set: (path: Path, value: Parameters<typeof withAt>[2]) => (now = withAt(now, path, value) as JsonObject),
    warning: () => undefined,
  };
  const page = mount(ShapeMembers, {
    props: { structure: input, value: body, path: [] },
    global: { provide: { [CALL_FORM as symbol]: form } },
  });
  return { page, now: () => now };
}

describe('the form of a call', () => {
  test('has a control for each kind of member, and the text of what is typed', async () => {
    const { page, now } = drawn({
      ...{ Username: 'ann', Password: '', Permanent: true, Limit: 5, MessageAction: 'RESEND' },
      ...{ UserAttributes: [{ Name: '' }], ClientMetadata: { a: 'b' } },
    });
    const field = (name: string) => page.find(`[data-member="${name}"] input`);
    expect(field('Password').attributes('type')).toBe('password');
    expect(field('Username').attributes('type')).toBe('text');
    await field('UserAttributes.0.Name').setValue('email');
    expect(now()['UserAttributes']).toEqual([{ Name: 'email' }]);
    await field('Limit').setValue('7');
    expect(now()['Limit']).toBe(7);
    expect(page.find('[data-member="MessageAction"] [role="combobox"]').exists()).toBe(true);
    expect(page.findAll('[data-member="Permanent"] input[type="radio"]')).toHaveLength(2);
  });

  test('shows what the model does not know as the JSON it is', async () => {
    const { page, now } = drawn({ Force: [1, 2], Username: 7 });
    await page.find('[data-member="Force"] input').setValue('{"a":1}');
    expect(now()['Force']).toEqual({ a: 1 });
    await page.find('[data-member="Force"] input').setValue('{"a":');
    expect(now()['Force']).toEqual({ a: 1 });
    expect((page.find('[data-member="Username"] input').element as HTMLInputElement).value).toBe('7');
  });
});
