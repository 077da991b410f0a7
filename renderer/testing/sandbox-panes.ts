import type { SandboxCall, SandboxSetting, SandboxTrigger } from '@core/contract.ts';
import type { DOMWrapper, VueWrapper } from '@vue/test-utils';
import { flushPromises } from '@vue/test-utils';
import axe from 'axe-core';
import { FIXED_NOW } from './fixtures.ts';

/** A failure as a handler throws it. */
export function failure(code: string, detail: string): Error {
  return Object.assign(new Error(detail), { code, detail });
}

/** What a button says, without the keys printed on it. */
function wordsOf(button: DOMWrapper<Element>): string {
  const words = button.find('.text');
  return (words.exists() ? words : button).text();
}

export async function press(page: VueWrapper, name: string): Promise<void> {
  const found = page
    .findAll('button')
    .find((button) => wordsOf(button) === name || button.attributes('aria-label') === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  await found.trigger('click');
  await flushPromises();
}

/** The control a label names. */
export function control(page: VueWrapper, label: string): ReturnType<VueWrapper['get']> {
  const named = page.findAll('label').find((element) => element.text() === label);
  return page.get(named ? `[id="${named.attributes('for') ?? ''}"]` : `[aria-label="${label}"]`);
}

/** What axe finds, without what needs real painting. */
export async function axeFindings(page: VueWrapper): Promise<string[]> {
  const { violations } = await axe.run(page.element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

export function sampleCall(number: number, over: Partial<SandboxCall> = {}): SandboxCall {
  return {
    number,
    requestId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    at: FIXED_NOW + number * 1_000,
    operation: 'InitiateAuth',
    status: 200,
    ms: 4.2,
    triggers: [],
    ...over,
  };
}

export const sampleSettings: readonly SandboxSetting[] = [
  {
    name: 'sessionMaximum',
    question: '13.3',
    says: 'Longest Session accepted, in characters.',
    values: { kind: 'number', min: 2_048, max: 131_072 },
    usual: 4_096,
    value: 4_096,
  },
  {
    name: 'codeLockout',
    question: '13.7',
    says: 'Five wrong codes lock the user.',
    values: { kind: 'flag' },
    usual: true,
    value: true,
  },
  {
    name: 'verifierSession',
    question: '13.2',
    says: 'The Session beside PASSWORD_VERIFIER.',
    values: { kind: 'choice', of: ['needed', 'optional', 'none'] },
    usual: 'needed',
    value: 'none',
  },
  {
    name: 'badSrpAMessage',
    question: '13.14',
    says: 'Message for a bad SRP_A.',
    values: { kind: 'text' },
    usual: 'Invalid SRP_A',
    value: 'Invalid SRP_A',
  },
];

export const sampleTriggers: readonly SandboxTrigger[] = [
  {
    name: 'PreSignUp',
    says: 'Before a sign-up.',
    template: 'export const handler = async (event) => event;\n',
  },
  {
    name: 'DefineAuthChallenge',
    says: 'Decides what comes next.',
    source: 'export const handler = async (event) => {\n  return event;\n};\n',
    template: 'export const handler = async (event) => event;\n',
  },
];
