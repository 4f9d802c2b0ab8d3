import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractRouter } from './vite/contract-router.ts'

/** `npx vite --port …` beside a server on EJIA_SERVER, for work on the pages. */
const server = process.env['EJIA_SERVER'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  base: '/console/',
  root: import.meta.dirname,
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox100'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
  },
  server: { proxy: { '/api': server, '/healthz': server } },
  plugins: [react(), contractRouter()],
})
