// Makes sure that the browser tests have a browser: they must fail loudly, never be skipped, where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, requireBrowser } from './findBrowser.mjs';

const mayInstall = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

const aptGet = (...args) => {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`'apt-get ${args.join(' ')}' failed.`);
};

try {
  if (!findBrowser() && mayInstall()) {
    console.log('No Chrome or Chromium found: installing chromium.');
    aptGet('update');
    aptGet('install', '-y', 'chromium');
  }
  console.log(`Browser tests run in ${requireBrowser()}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
