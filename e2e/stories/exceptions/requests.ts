import { expect } from '@playwright/test';
import { act, expectTokens, jsonEditor, requestJson, send, switchTo } from '../../support/steps.ts';
import { CLIENTS, type ErrorStory, newChainOn, signInWith } from './story.ts';

// What is wrong with the first request: a person changes it and goes on.

const AT_START = ['Change and start again', 'Start again'];

export const requestErrors: readonly ErrorStory[] = [
  {
    code: 'NotAuthorizedException',
    by: 'a wrong password',
    message: 'Incorrect username or password.',
    status: 400,
    offers: AT_START,
    provoke: async ({ page }) => {
      await newChainOn(page, CLIENTS.web, 'USER_PASSWORD_AUTH');
      await signInWith(page, 'ivy', 'Wrong-horse-1');
    },
    goOn: async ({ page }) => {
      await act(page, 'Change and start again');
      await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('ivy');
      await signInWith(page, 'ivy');
      await expectTokens(page, 'ivy');
    },
  },
  {
    code: 'UserNotFoundException',
    by: 'an unknown name, where the client tells',
    message: 'User does not exist.',
    status: 400,
    offers: AT_START,
    provoke: async ({ page }) => {
      await newChainOn(page, CLIENTS.legacy, 'USER_PASSWORD_AUTH');
      await signInWith(page, 'nobody');
    },
    goOn: async ({ page }) => {
      await act(page, 'Change and start again');
      await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('nobody');
      await signInWith(page, 'bob');
      await expectTokens(page, 'bob');
    },
  },
  {
    code: 'InvalidParameterException',
    by: 'a flow the client does not allow',
    message: 'USER_AUTH is not enabled for the client.',
    status: 400,
    offers: AT_START,
    provoke: async ({ page }) => {
      await newChainOn(page, CLIENTS.web, 'USER_AUTH');
      await page.getByRole('textbox', { name: 'Username' }).fill('ivy');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Change and start again');
      await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('ivy');
      await page.getByRole('combobox', { name: 'Flow', exact: true }).selectOption('USER_PASSWORD_AUTH');
      await signInWith(page, 'ivy');
      await expectTokens(page, 'ivy');
    },
  },
  {
    code: 'ResourceNotFoundException',
    by: 'a client nobody knows',
    message: 'User pool client nobodysclient does not exist.',
    status: 400,
    offers: ['Open the sandbox', 'Start again'],
    provoke: async ({ page }) => {
      await newChainOn(page, CLIENTS.web, 'USER_PASSWORD_AUTH');
      await page.getByRole('textbox', { name: 'Username' }).fill('ivy');
      await switchTo(page, 'ClientId', 'Typed by hand');
      await page.getByRole('textbox', { name: 'ClientId', exact: true }).fill('nobodysclient');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Start again');
      await expectTokens(page, 'ivy');
    },
  },
  {
    code: 'SerializationException',
    by: 'a number where the API wants text',
    message: '',
    status: 400,
    offers: AT_START,
    provoke: async ({ page }) => {
      await newChainOn(page, CLIENTS.web, 'USER_PASSWORD_AUTH');
      await page.getByRole('textbox', { name: 'Username' }).fill('ivy');
      await expect.poll(() => requestJson(page)).toMatchObject({ AuthParameters: { USERNAME: 'ivy' } });
      const body = await requestJson(page);
      await jsonEditor(page).fill(JSON.stringify({ ...body, AuthParameters: { USERNAME: 7 } }, null, 2));
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Change and start again');
      await signInWith(page, 'ivy');
      await expectTokens(page, 'ivy');
    },
  },
];
