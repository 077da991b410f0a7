import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, launchConsole, timed } from './launch.mjs';
import { beginRounds } from './rounds.mjs';
const steps = Number(process.env.STEPS ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'cs-window-'));
const { app, page } = await launchConsole(join(folder, 'ud'));
try {
  await beginRounds(page);
  const form = page.getByRole('region', { name: 'Answer CUSTOM_CHALLENGE' });
  await page.evaluate(() => {
    window.tl = [];
    window.ms = [];
    new PerformanceObserver((l) => {
      for (const e of l.getEntries()) window.ms.push([e.name, e.startTime, e.duration]);
    }).observe({ type: 'measure' });
    window.countersign.listen((t) =>
      window.tl.push([performance.now(), t.type + ':' + (t.event?.type ?? '')]),
    );
    addEventListener(
      'keydown',
      (e) => {
        if (e.key === 'Enter') window.tl.push([e.timeStamp, 'KEY'], [performance.now(), 'KEYHEARD']);
      },
      true,
    );
    new PerformanceObserver((l) => {
      for (const e of l.getEntries()) window.tl.push([e.startTime, 'LONG' + e.duration]);
    }).observe({ type: 'longtask' });
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
  if (process.env.PROF) await cdp.send('Profiler.start');
  await cdp.send('Performance.enable');
  {
    const m =
      (await cdp.send('Performance.getMetrics')).metrics.find((x) => x.name === 'Timestamp').value * 1000;
    const n = await page.evaluate(() => performance.now());
    writeFileSync('/tmp/off.json', JSON.stringify(m - n));
  }
  const whole = [];
  if (process.env.TRACE)
    await app.evaluate(({ contentTracing }) =>
      contentTracing.startRecording({
        included_categories: [
          'devtools.timeline',
          'blink.user_timing',
          'v8',
          'disabled-by-default-devtools.timeline',
        ],
      }),
    );
  for (let number = 2; number <= steps + 1; number += 1) {
    await form.getByRole('button', { name: /^Send/ }).waitFor();
    const seen = `() => { const inspector = document.querySelector('section[aria-label="Inspector"]');
    const ok = inspector?.querySelector('h2')?.textContent?.trim().startsWith('${number}') && inspector.querySelector('[role=treeitem]') !== null; if (ok) window.tl.push([performance.now(), 'SEEN']); return ok;}`;
    whole.push(await timed(page, 'keydown', seen, () => page.keyboard.press('Control+Enter')));
    await page.evaluate(() => window.tl.push([performance.now(), 'PAINTED']));
    await page.waitForFunction(
      (count) =>
        document.querySelectorAll('[role=option][aria-selected=true]').length === 1 &&
        document.querySelector('section[aria-label="Inspector"] h2')?.textContent?.includes(String(count)),
      number,
    );
  }
  if (process.env.PROF) {
    const { profile } = await cdp.send('Profiler.stop');
    writeFileSync('/tmp/page.cpuprofile', JSON.stringify(profile));
  }
  if (process.env.TRACE)
    await app.evaluate(({ contentTracing }) => contentTracing.stopRecording('/tmp/trace.json'));
  writeFileSync('/tmp/measures.json', JSON.stringify(await page.evaluate(() => window.ms)));
  const tl = await page.evaluate(() => window.tl.sort((a, b) => a[0] - b[0]));
  const [{ chainId }] = await ask(page, 'chains.list');
  const ev = await ask(page, 'chain.events', { chainId });
  const ended = ev.filter((e) => e.type === 'step.ended').slice(1);
  let k = -1,
    t0 = 0;
  const rows = [];
  for (const [t, n] of tl) {
    if (n === 'KEY') {
      k++;
      t0 = t;
      rows[k] = [];
    }
    if (k >= 0) rows[k].push(n + '+' + (t - t0).toFixed(1));
  }
  const out = rows.map(
    (r, i) =>
      `${i} whole ${whole[i]?.toFixed(1)} server ${ended[i]?.timing.total.toFixed(1)} | ${r.join(' ')}`,
  );
  writeFileSync('/tmp/tl.json', JSON.stringify(tl));
  writeFileSync('/tmp/tl.txt', out.join('\n'));
  writeFileSync('/tmp/timing.txt', JSON.stringify(ended[10].timing));
} finally {
  await app.close();
}
