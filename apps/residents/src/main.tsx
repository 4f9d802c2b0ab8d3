import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { afterFirstPaint } from './platform/document.ts'
import { ensureChineseFont } from './platform/fonts.ts'
import { startServiceWorker } from './platform/service-worker.ts'
import './ui/tokens.css'
import './ui/layout.css'
import './ui/controls.css'
import './ui/pages.css'

const place = document.getElementById('app')
if (place) createRoot(place).render(<App />)
ensureChineseFont()
afterFirstPaint(() => void startServiceWorker())
