/**
 * Builds the client into a folder of static files. The rules come in as one compiled module.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { phaserPlugin } from './src/cli/phaserPlugin.ts';
import { rulesetPlugin } from './src/cli/rulesetPlugin.ts';

export default defineConfig({
  plugins: [react(), rulesetPlugin(), phaserPlugin()],
  publicDir: 'assets/static',
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 900 },
  worker: { format: 'es' },
});
