/** Draws public/icons from the mark in public/favicon.svg: `npm run icons` after the mark has changed. */
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { chromiumFlags, findChromium } from './chromium.mjs';

const folder = 'public/icons';
const mark = await readFile('public/favicon.svg', 'utf8');
/** A maskable icon fills its square, with the mark inside the middle 80 % that no mask cuts. */
const maskable = mark
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace(/<rect [^>]*\/>/, '<rect x="-4" y="-4" width="40" height="40" fill="#1c1e22" />');

const icons = [
  { name: 'icon-192', size: 192, drawing: mark },
  { name: 'icon-512', size: 512, drawing: mark },
  { name: 'icon-maskable-512', size: 512, drawing: maskable },
];

const executablePath = findChromium();
const browser = await chromium.launch({
  args: [...chromiumFlags],
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  await mkdir(folder, { recursive: true });
  for (const { name, size, drawing } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawing}`,
    );
    await page.screenshot({ path: `${folder}/${name}.png`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
