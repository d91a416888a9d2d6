import { lingui } from '@lingui/vite-plugin';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['FILO_API_URL'] ?? 'http://127.0.0.1:4699';

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    lingui(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'it-IT'] }), enforce: 'pre' },
  ],
  build: {
    target: 'es2023',
    sourcemap: false,
    manifest: true,
    rolldownOptions: {
      output: {
        // Few requests before the list stands: one chunk of libraries, one of ours; the rest follows its route.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'] },
            { name: 'inbox', test: /[\\/]src[\\/]/, tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
});
