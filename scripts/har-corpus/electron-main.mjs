import { writeFileSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import { createRecorder } from './recorder.mjs';

/* Opens one page in Chromium, records its network as the network tab does, and ends when the page says it is done. */

const { CORPUS_URL = '', CORPUS_OUT = '', CORPUS_DATA = '' } = process.env;
app.setPath('userData', CORPUS_DATA);
app.disableHardwareAcceleration();
// Not awaited here: Chromium gets ready only once this file was run to its end.
void app.whenReady().then(record);

async function record() {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  const { webContents } = window;
  const title = new Promise((resolve) => {
    webContents.on('page-title-updated', (_event, text) => {
      if (text === 'done' || text.startsWith('failed')) resolve(text);
    });
    setTimeout(() => resolve('failed: it took too long'), 40_000);
  });
  // A window without any page answers no command.
  await window.loadURL('about:blank');
  webContents.debugger.attach('1.3');
  const recorder = createRecorder(webContents.debugger);
  await webContents.debugger.sendCommand('Network.enable', { maxPostDataSize: 1_000_000 });
  webContents.on('console-message', (_event, _level, message) => process.stderr.write(`page: ${message}\n`));
  void window.loadURL(CORPUS_URL);
  const said = await title;
  const har = await recorder.har({ url: CORPUS_URL, chrome: process.versions.chrome });
  writeFileSync(CORPUS_OUT, JSON.stringify(har));
  if (said !== 'done') process.stderr.write(`${said}\n`);
  app.exit(said === 'done' ? 0 : 1);
}
