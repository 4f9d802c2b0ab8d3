import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Providers } from './app/providers.tsx'
import { router } from './app/router.tsx'
import { ensureChineseFont } from './platform/fonts.ts'
import './ui/styles/base.css'
import './ui/styles/controls.css'
import './ui/styles/marks.css'
import './app/shell/shell.css'

const place = document.getElementById('app')
if (place) {
  createRoot(place).render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  )
}
ensureChineseFont()
