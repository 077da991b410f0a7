import { expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

test('it is where Electron keeps the window’s data', () => {
  expect(dataFolder('linux', {}, '/home/una')).toBe('/home/una/.config/countersign');
  expect(dataFolder('linux', { XDG_CONFIG_HOME: '/etc/una' }, '/home/una')).toBe('/etc/una/countersign');
  expect(dataFolder('linux', { XDG_CONFIG_HOME: '' }, '/home/una')).toBe('/home/una/.config/countersign');
  expect(dataFolder('darwin', {}, '/Users/una')).toBe('/Users/una/Library/Application Support/countersign');
  expect(dataFolder('win32', { APPDATA: 'C:\\Users\\una\\AppData\\Roaming' }, 'C:\\Users\\una')).toBe(
    'C:\\Users\\una\\AppData\\Roaming\\countersign',
  );
  expect(dataFolder('win32', {}, 'C:\\Users\\una')).toBe('C:\\Users\\una\\AppData\\Roaming\\countersign');
});
