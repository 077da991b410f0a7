/** What is said of a target that is not there: which there are, and how one is added or done without. */
export function noTarget(name: string, saved: readonly string[]): string {
  const those = saved.length === 0 ? 'No target is saved here.' : `There are: ${saved.join(', ')}.`;
  return `No target is called ${name}. ${those} Add it in the window, under Targets; or give --endpoint or --region with --user-pool-id in its place.`;
}
