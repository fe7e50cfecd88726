/**
 * Builds the client into a folder of static files. The rules come in as one compiled module, and so do the
 * published cases that the model's reference shows.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guidesPlugin } from './src/cli/guidesPlugin.ts';
import { modelReferencePlugin } from './src/cli/modelReferencePlugin.ts';
import { offlinePlugin } from './src/cli/offlinePlugin.ts';
import { phaserPlugin } from './src/cli/phaserPlugin.ts';
import { policyPlugin } from './src/cli/policyPlugin.ts';
import { rulesetPlugin } from './src/cli/rulesetPlugin.ts';

export default defineConfig({
  plugins: [
    react(),
    rulesetPlugin(),
    modelReferencePlugin(),
    guidesPlugin(),
    phaserPlugin(),
    policyPlugin(),
    offlinePlugin(),
  ],
  // Relative addresses: the folder works under any path of any host.
  base: './',
  publicDir: 'assets/static',
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 900 },
  worker: { format: 'es', plugins: () => [rulesetPlugin()] },
});
