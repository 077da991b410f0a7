/** A profile as a sentence begins with it. @param profile empty: the one that AWS's tools take by themselves */
export function namedProfile(profile: string): string {
  return profile === '' ? 'The default profile' : `The profile ${profile}`;
}
