import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const HOW_TO_GET_ONE =
  'The tests need Chrome or Chromium. Install one (on Debian or Ubuntu: apt-get install chromium), ' +
  'put it on PATH or name it in CHROMIUM_PATH, and run the command again.';

export const findBrowser = () => {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH names '${chosen}', which is not an executable file: correct it or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...MAC_APPS].find(isExecutable);
};

export const requireBrowser = () => {
  const browser = findBrowser();
  if (browser) return browser;
  throw new Error(HOW_TO_GET_ONE);
};
