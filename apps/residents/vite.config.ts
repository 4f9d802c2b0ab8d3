import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { chunks } from './vite/chunks.ts'
import { contractRoutes } from './vite/contract-routes.ts'

export default defineConfig({
  base: '/',
  root: import.meta.dirname,
  // React 18 lives in this folder; the console's React 19 is hoisted above it.
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox100'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Few round trips on a weak network: what follows the first paint is one file, the report's pages another.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: chunks,
        },
      },
    },
  },
  plugins: [
    react(),
    contractRoutes(),
    VitePWA({
      injectRegister: false,
      registerType: 'prompt',
      filename: 'service-worker.js',
      includeAssets: ['icon.svg'],
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg}'],
        // The font's hundred slices are fetched only by a machine without any Chinese font.
        globIgnores: ['**/chinese-font*'],
        runtimeCaching: [
          {
            urlPattern: /\/assets\/(chinese-font|noto-sans-sc)[^/]*$/,
            handler: 'CacheFirst',
            options: { cacheName: 'chinese-font', expiration: { maxEntries: 160 } },
          },
        ],
        clientsClaim: true,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/console(\/|$)/, /^\/open311\//, /^\/healthz$/],
        inlineWorkboxRuntime: true,
      },
      manifest: {
        id: '/',
        name: 'e家 · 邻里诉求',
        short_name: 'e家',
        description: '向您的网格报告问题，随时查看办理进度。',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: '#faf6ef',
        theme_color: '#faf6ef',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
})
