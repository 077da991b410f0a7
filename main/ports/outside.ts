import type { Outside } from '@core/host/ports.ts';

/** Electron's `shell` and `dialog`, handed in so that nothing but main/index.ts needs Electron itself. */
interface Shell {
  openExternal(url: string): Promise<void>;
}
interface Dialog {
  showMessageBox(options: {
    type: 'question';
    title: string;
    message: string;
    detail: string;
    buttons: string[];
    defaultId: number;
    cancelId: number;
    noLink: boolean;
  }): Promise<{ response: number }>;
}

const OPEN = 0;
const CANCEL = 1;

/**
 * The person's browser, after a question of the system's own that names the host: a page could press a button of its
 * own. Electron's security checklist, "Do not use shell.openExternal with untrusted content".
 */
export function systemOutside(shell: Shell, dialog: Dialog): Outside {
  let asking = false;
  return {
    async open({ href, host }) {
      // One question at a time: a page that asks over and over must not wear anyone down.
      if (asking) return false;
      asking = true;
      try {
        const { response } = await dialog.showMessageBox({
          type: 'question',
          title: 'Open in the browser',
          message: `Open ${host} in your browser?`,
          detail: href,
          buttons: ['Open', 'Cancel'],
          // Enter, pressed for something else in this moment, opens nothing.
          defaultId: CANCEL,
          cancelId: CANCEL,
          noLink: true,
        });
        if (response !== OPEN) return false;
        await shell.openExternal(href);
        return true;
      } finally {
        asking = false;
      }
    },
  };
}
