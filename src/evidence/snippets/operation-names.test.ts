import { expect, it } from 'vitest';
import { redactBody } from '../../chain/redact.ts';
import { cliNameOf, isSigned, serviceOperationNames } from '../../cognito/service/service.ts';
import { snippetLanguages } from './index.ts';
import { snippetStep } from './step.ts';

const lowerFirst = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** How a call of an operation begins in each SDK and in the AWS CLI. */
const CALLS: Readonly<Record<string, (operation: string) => string>> = {
  swift: (name) => `client.${lowerFirst(name)}(input: ${name}Input(`,
  java: (name) => `client.${lowerFirst(name)}(request -> `,
  javascript: (name) => `new ${name}Command(`,
  python: (name) => `client.${cliNameOf(name).replaceAll('-', '_')}(`,
  'aws-cli': (name) => `cognito-idp ${cliNameOf(name)}`,
};

it.each(Object.entries(CALLS))('%s calls every operation by its name there', (id, called) => {
  const language = snippetLanguages.find((each) => each.id === id);
  for (const operation of serviceOperationNames) {
    const body = redactBody({ operation, side: 'request', text: '{}', bytes: 2 });
    const url = 'https://cognito-idp.eu-west-1.amazonaws.com/';
    const profile = isSigned(operation) ? 'staging' : '';
    const step = snippetStep({
      ...{ operation, method: 'POST', url, headers: [], body, region: 'eu-west-1', profile },
    });
    expect(language?.write(step)).toContain(called(operation));
  }
});

it.each([
  ['SetUserMFAPreference', 'setUserMFAPreference'],
  ['GetCSVHeader', 'getCSVHeader'],
  ['SetUICustomization', 'setUICustomization'],
  ['GetUserPoolMfaConfig', 'getUserPoolMfaConfig'],
])('%s is %s in Java and Swift', (operation, method) => {
  expect(serviceOperationNames).toContain(operation);
  for (const id of ['swift', 'java']) expect(CALLS[id]?.(operation)).toContain(`client.${method}(`);
});
