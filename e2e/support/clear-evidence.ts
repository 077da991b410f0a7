import { mkdirSync, rmSync } from 'node:fs';
import { evidenceFolder, secretsFile } from './folders.ts';

/** What an earlier run left would be searched as if it were this one's. */
export default function clearEvidence(): void {
  rmSync(evidenceFolder, { recursive: true, force: true });
  rmSync(secretsFile, { force: true });
  mkdirSync(evidenceFolder, { recursive: true });
}
