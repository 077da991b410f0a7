import { afterAll } from 'vitest';
import { builtSandbox } from '../../../testing/built-sandbox.ts';
import { shell, type Shell } from '../../evidence/testing/typed.ts';

/** A shell for the tests of a file, whose commands can start a sandbox; its folder goes with the last of them. */
export function sandboxShell(): Shell {
  const at = shell(builtSandbox().script);
  afterAll(() => at.remove());
  return at;
}
