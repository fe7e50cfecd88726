/** Vite plugin: writes the server's policy into the built page too, for hosts that send none. */
import type { Plugin } from 'vite';
import { PAGE_POLICY } from '../server/policy.ts';

export const policyPlugin = (): Plugin => ({
  name: 'dawnline:policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
      injectTo: 'head-prepend',
    },
  ],
});
