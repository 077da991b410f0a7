import { once } from 'node:events';
import { createServer } from 'node:http';
import { median, ms } from '../sandbox/figures.mjs';
import { ask, timed } from './launch.mjs';

const USABLE_MS = 150;
const SIZE = 1_000_000;

/** A step whose response has a million bytes: how long until its tree is there, and takes a key. */
export async function largeResponse({ page }, { rounds }) {
  const body = largeChallenge();
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
      response.end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const target = await ask(page, 'target.save', {
      name: 'large',
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${server.address().port}`,
      userPoolId: '',
      clientId: 'large',
      fips: false,
      color: 'none',
      production: false,
      sessionMinutes: 3,
    });
    const answer = {
      name: 'USER_PASSWORD_AUTH',
      inputs: { USERNAME: 'large', PASSWORD: 'none' },
      responses: {},
      members: {},
    };
    await ask(page, 'chain.start', { targetId: target.id, answer });
    await page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /large/ }).click();
    const tab = (name) => page.getByRole('tab', { name, exact: true });
    await tab('Response').click();
    await page.getByRole('treeitem').first().waitFor();
    const times = [];
    const keys = [];
    for (let round = 0; round < rounds; round += 1) {
      await tab('Headers').click();
      await page.getByRole('treeitem').first().waitFor({ state: 'detached' });
      times.push(
        await timed(page, 'click', `() => document.querySelectorAll('[role=treeitem]').length > 10`, () =>
          tab('Response').click(),
        ),
      );
      const tree = page.getByRole('tree', { name: 'Response body' });
      await tree.focus();
      const before = performance.now();
      await page.keyboard.press('ArrowDown');
      await tree.locator('[aria-selected=true]').waitFor();
      keys.push(performance.now() - before);
    }
    return [
      {
        name: `a response of 1 MB: its tree on screen, median of ${rounds}`,
        value: ms(median(times)),
        limit: `${USABLE_MS} ms`,
        met: median(times) < USABLE_MS,
        beside: `slowest ${ms(Math.max(...times))}; a key in it takes ${ms(median(keys))}`,
      },
    ];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Many parameters of many lengths, some of them JSON inside a text. */
function largeChallenge() {
  const parameters = {};
  let size = 200;
  for (let at = 0; size < SIZE; at += 1) {
    const name = `parameter_${String(at).padStart(5, '0')}`;
    const text = at % 10 === 0 ? JSON.stringify({ at, list: [1, 2, 3] }) : 'value '.repeat(1 + (at % 23));
    parameters[name] = text;
    size += JSON.stringify(name).length + JSON.stringify(text).length + 2;
  }
  return JSON.stringify({
    ChallengeName: 'CUSTOM_CHALLENGE',
    ChallengeParameters: parameters,
    Session: 's'.repeat(64),
  });
}
