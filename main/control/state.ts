import { readSeed } from '@core/sandbox/seed/read-seed.ts';
import { writeSeed } from '@core/sandbox/seed/write-seed.ts';
import { describeInfo } from './about.ts';
import { textOf, type Handler } from './call.ts';
import { json, refused, reply } from './reply.ts';

export const getSnapshot: Handler = async ({ sandbox }) => json(200, await sandbox.snapshot());

export const restoreSnapshot: Handler = (control, { body }) => {
  let snapshot: unknown;
  try {
    snapshot = JSON.parse(textOf(body));
  } catch {
    return refused('The body must be a snapshot: JSON as GET snapshot gives it.');
  }
  control.sandbox.restore(snapshot);
  return json(200, describeInfo(control));
};

export const getSeed: Handler = async ({ sandbox }) =>
  reply(200, 'application/yaml', await writeSeed(sandbox.seed()));

export const loadSeed: Handler = async (control, { body }) => {
  control.sandbox.load(await readSeed(textOf(body)));
  return json(200, describeInfo(control));
};

export const forgetSeed: Handler = (control) => {
  control.sandbox.load();
  return json(200, describeInfo(control));
};

export const reset: Handler = (control) => {
  control.sandbox.reset();
  return json(200, describeInfo(control));
};
