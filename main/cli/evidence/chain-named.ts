import { coreFault } from '@core/form/form.ts';
import type { Search } from './which-history.ts';

const WHOLE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A beginning is looked for among the newest. */
const PAGES = 10;
const A_PAGE = 200;
/** Shorter ones fit too much. */
const SHORTEST = 4;

/**
 * The id of the chain that is meant by its id, or by the beginning of it.
 * @throws CoreFault CHAIN_UNKNOWN, also where several begin so
 */
export async function chainNamed(search: Search, name: string): Promise<string> {
  const id = name.toLowerCase();
  if (WHOLE.test(id)) return id;
  if (id.length < SHORTEST)
    throw coreFault('CHAIN_UNKNOWN', `${name} is too short: give ${SHORTEST} characters of the id or more.`);
  const fitting: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const wish = { query: '', most: A_PAGE, ...(after === undefined ? {} : { after }) };
    const { found, next } = await search(wish);
    fitting.push(...found.map(({ line }) => line.chainId).filter((chainId) => chainId.startsWith(id)));
    after = next;
    if (after === undefined) break;
  }
  const [chainId, ...others] = fitting;
  if (chainId !== undefined && others.length === 0) return chainId;
  if (chainId !== undefined)
    throw coreFault('CHAIN_UNKNOWN', `Several chains begin with ${name}: ${fitting.join(', ')}.`);
  const where = after === undefined ? '' : ` among the newest ${PAGES * A_PAGE}`;
  throw coreFault('CHAIN_UNKNOWN', `No chain${where} has an id that begins with ${name}.`);
}
