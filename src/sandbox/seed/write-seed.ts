import { builtInSeed } from './built-in.ts';
import type { SeedFile } from './schema.ts';

const HEAD = ` A seed of the Countersign sandbox. Pools and app clients are written as AWS's CreateUserPool,
 SetUserPoolMfaConfig and CreateUserPoolClient take them; users, devices and triggers in our own words.
 Passwords and secrets stand here in clear: use none that is good anywhere else.`;

/** A seed as YAML; reading it back gives the same. */
export async function writeSeed(seed: SeedFile = builtInSeed): Promise<string> {
  const { Document } = await import('yaml');
  // Equal parts are written out each time: anchors would make the file hard to edit.
  const document = new Document(seed, { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  return document.toString({ lineWidth: 110 });
}
