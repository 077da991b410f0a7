import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import WarningList from './WarningList.vue';

const warnings = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    code: 'MISSING',
    detail: 'Fill it in.',
    field: `Member${at}`,
  }));

describe('WarningList', () => {
  it('scrolls in its place once it is long, by keyboard too, and leaves none out', () => {
    const list = (count: number) => mount(WarningList, { props: { warnings: warnings(count), faults: [] } });
    expect(list(0).find('ul').exists()).toBe(false);
    expect(list(4).get('ul').attributes('tabindex')).toBeUndefined();
    const long = list(7);
    expect(long.get('ul').attributes('tabindex')).toBe('0');
    expect(long.get('ul').classes()).toContain('long');
    expect(long.findAll('li')).toHaveLength(7);
  });

  it('names a field once, whether or not the sentence begins with it', () => {
    const said = ['ANSWER is missing. RespondToAuthChallenge needs it: fill it in.', 'Not Base64.'];
    const list = mount(WarningList, {
      props: {
        warnings: said.map((detail, at) => ({ code: `C${at}`, detail, field: 'ANSWER' })),
        faults: [],
      },
    });
    expect(list.findAll('li').map((line) => line.text())).toEqual([said[0], 'ANSWER Not Base64.']);
  });
});
