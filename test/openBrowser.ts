import { Browser, chromium } from 'playwright-core';

/** Without these Chromium looks up hosts of its vendor at every start. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the browser that the set-up found.
 *
 * @throws Error saying why there is none
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) {
    throw new Error(
      process.env.CHROMIUM_MISSING ??
        'No browser: run npm test, which finds one, or set CHROMIUM to the path of a Chromium',
    );
  }
  return chromium.launch({
    executablePath,
    // Chromium's sandbox refuses to run as root, which containers and CI do.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ARGUMENTS,
  });
}
