/** How a person types our name here: a checkout has no `countersign` on the path, only npm's script. */
export function typedAs(): string {
  return process.env['COUNTERSIGN_TYPED_AS'] ?? 'countersign';
}
