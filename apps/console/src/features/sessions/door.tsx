import { type ReactNode, useEffect } from 'react'
import { Brand } from '../../app/shell/brand.tsx'
import { PreferenceButtons } from '../../app/shell/preference-buttons.tsx'
import './sessions.css'

/** The frame of pages in front of the sign-in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · e家`
  }, [title])
  return (
    <div className="door">
      <header className="shell-head">
        <Brand />
        <PreferenceButtons />
      </header>
      <main className="door-main stack">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
