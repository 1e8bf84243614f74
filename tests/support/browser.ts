import { chromium } from 'playwright';
import type { Browser } from 'playwright';
import { chromiumFlags, findChromium } from '../../tools/chromium.mjs';

/** A headless Chromium of this machine. Whoever launches it closes it. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    headless: true,
    args: [...chromiumFlags],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}
