import { Command } from 'commander';
import { expect, test } from 'vitest';
import { optionKey, sandboxOptions } from '../../sandbox-options.ts';
import { addSandboxCommand } from './command.ts';

function sandboxCommand(): Command {
  const program = new Command();
  const silent = { out: () => undefined, err: () => undefined, color: false };
  addSandboxCommand(program, silent, async (work) => void (await work));
  const [command] = program.commands;
  if (command === undefined) throw new Error('no command was added');
  return command;
}

test('the terminal takes the process’s flags, under their names, and two of its own', () => {
  const names = sandboxCommand().options.map((option) => [option.name(), option.attributeName()]);
  expect(names).toEqual([
    ...sandboxOptions.map(({ name }) => [name, optionKey(name)]),
    ['list-settings', 'listSettings'],
    ['json', 'json'],
  ]);
});

test('flags that may be given several times are lists, in order; all others the last text', () => {
  const command = sandboxCommand();
  command.parseOptions([
    '--fault',
    '-> drop',
    '--fault',
    'GetUser -> drop',
    '--port',
    '1',
    '--port',
    '2',
    '--freeze',
  ]);
  expect(command.opts()).toEqual({ fault: ['-> drop', 'GetUser -> drop'], port: '2', freeze: true });
});
