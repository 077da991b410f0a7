#!/usr/bin/env node
import { main } from './cli/program.ts';

process.exitCode = await main(process.argv, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
});
