/** `1 chain`, `1,204 chains`; `200+ chains` where there is more to read. */
export function chainCount(count: number, more: boolean): string {
  return `${count.toLocaleString('en')}${more ? '+' : ''} ${count === 1 && !more ? 'chain' : 'chains'}`;
}
