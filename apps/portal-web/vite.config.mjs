import react from '@vitejs/plugin-react';
import { defineConfig, defaultClientConditions } from 'vite';

// Served by portal-api at the root of its own address. Sources of the libs are bundled directly, so no build order matters.
export default defineConfig({
  plugins: [react()],
  resolve: {
    conditions: ['@switchyard/source', ...defaultClientConditions],
    // One router and one React, wherever the package manager has put copies.
    dedupe: ['react', 'react-dom', 'react-router', '@tanstack/react-query'],
  },
  build: {
    target: 'es2022',
    // The policy `default-src 'self'` allows no data: addresses for scripts and fonts: everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
