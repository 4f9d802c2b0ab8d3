import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Providers } from './app/providers.tsx'
import { router } from './app/router.tsx'
import { ensureChineseFont } from './platform/fonts.ts'
import './ui/base.css'
import './ui/controls.css'
import './ui/marks.css'
import './app/shell.css'

const place = document.getElementById('app')
if (place) {
  createRoot(place).render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  )
}
ensureChineseFont()
