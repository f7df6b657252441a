/**
 * The path of a Chrome or Chromium on this machine: `CHROMIUM_PATH` where it is set, else the first one on `PATH`,
 * else undefined.
 *
 * @throws Error when `CHROMIUM_PATH` does not name an executable file
 */
export declare const findBrowser: () => string | undefined;

/**
 * The same, for tests, which cannot go without one.
 *
 * @throws Error when there is none, saying how to get one
 */
export declare const requireBrowser: () => string;
