import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Tone = 'info' | 'good' | 'warning' | 'danger'
const icons: Record<Tone, IconName> = { info: 'info', good: 'check', warning: 'clock', danger: 'warning' }

/** Part of the page, never over it. `live` when it tells the outcome of what the person just did. */
export function Banner({ tone, title, live = false, children }: { tone: Tone; title?: ReactNode; live?: boolean; children?: ReactNode }) {
  return (
    <div className={`banner banner-${tone}`} role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      <Icon name={icons[tone]} />
      <div className="banner-words">
        {title && <p className="banner-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
