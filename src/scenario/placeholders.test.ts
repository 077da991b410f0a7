import { describe, expect, it } from 'vitest';
import { filled, filledWithin, namesIn } from './placeholders.ts';

const values: Readonly<Record<string, string>> = { USER: 'ann', 'code.sms': '492017', LOOP: '${USER}' };
const valueOf = async (name: string) => values[name] ?? `no ${name}`;

describe('placeholders', () => {
  it('are named in order, codes with their prefix', () => {
    expect(namesIn('${USER} and ${code.sms}, no $USER, no ${}, no ${1}')).toEqual(['USER', 'code.sms']);
  });

  it('are filled once: what stands in for one is not looked through', async () => {
    expect(await filled('<${USER}|${LOOP}|${code.sms}>', valueOf)).toBe('<ann|${USER}|492017>');
  });

  it('are filled through lists and members', async () => {
    const value = { '${USER}': ['${USER}', 1, null], deep: { a: '${USER}' } };
    expect(await filledWithin(value, (text) => filled(text, valueOf))).toEqual({
      '${USER}': ['ann', 1, null],
      deep: { a: 'ann' },
    });
  });
});
