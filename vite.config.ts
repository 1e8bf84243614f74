import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { machine } from './tools/machine-plugin.ts';
import { offline } from './tools/offline-plugin.ts';

export default defineConfig({
  // Relative addresses: the built folder works from any sub-path of any static host.
  base: './',
  plugins: [machine(), svelte(), policyOnlyWhenBuilt(), offline()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // For readable error details, and for the test that says what is inside each chunk.
    sourcemap: true,
    // The policy allows no data: addresses but for pictures, so files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

/** The development server injects styles and scripts that the page's own policy forbids, so there it is left out. */
function policyOnlyWhenBuilt(): Plugin {
  return {
    name: 'policy-only-when-built',
    apply: 'serve',
    transformIndexHtml: (page) => page.replace(/<meta\s[^>]*Content-Security-Policy[^>]*>/i, ''),
  };
}
