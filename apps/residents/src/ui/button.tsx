import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from '../platform/navigation.tsx'
import { useWords } from '../dictionary/words.ts'
import { Icon, type IconName } from './icon.tsx'
import { uiWords } from './words.ts'

type Weight = 'primary' | 'secondary' | 'quiet' | 'danger'
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { weight?: Weight; icon?: IconName; busy?: boolean; wide?: boolean }

const classes = (weight: Weight, wide: boolean) => `button button-${weight}${wide ? ' button-wide' : ''}`

export function Button({ weight = 'secondary', icon, busy = false, wide = false, children, onClick, type = 'button', ...rest }: ButtonProps) {
  const t = useWords(uiWords)
  return (
    <button
      {...rest}
      type={type}
      className={classes(weight, wide)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && !busy && <Icon name={icon} />}
      <span>{busy ? t('working') : children}</span>
    </button>
  )
}

export function ButtonLink({
  to,
  weight = 'secondary',
  icon,
  wide = false,
  children,
}: {
  to: string
  weight?: Weight
  icon?: IconName
  wide?: boolean
  children: ReactNode
}) {
  return (
    <Link to={to} className={classes(weight, wide)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  )
}

/** A telephone number to tap. */
export function CallLink({ number, children, weight = 'secondary', wide = false }: { number: string; children?: ReactNode; weight?: Weight; wide?: boolean }) {
  return (
    <a href={`tel:${number.replace(/[^\d+]/g, '')}`} className={`call ${classes(weight, wide)}`}>
      <Icon name="phone" />
      <span>{children ?? number}</span>
    </a>
  )
}
