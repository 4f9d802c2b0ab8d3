import type { ReactNode } from 'react'
import { Link } from '../platform/navigation.tsx'
import { Icon, type IconName } from './icon.tsx'

export function LinkCard({ to, icon, title, children }: { to: string; icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <Link to={to} className="link-card">
      {icon && (
        <span className="link-card-icon">
          <Icon name={icon} />
        </span>
      )}
      <span className="link-card-words">
        <span className="link-card-title">{title}</span>
        {children && <span className="link-card-more">{children}</span>}
      </span>
      <Icon name="next" />
    </Link>
  )
}
