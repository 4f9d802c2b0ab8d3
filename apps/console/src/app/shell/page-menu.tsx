import { Link, useNavigate } from '@tanstack/react-router'
import { signOutHere } from '../../features/sessions/sign-out.ts'
import { useMe } from '../../features/sessions/session.ts'
import { useWords } from '../../dictionary/words.ts'
import { menuOf } from './menu.ts'
import { appWords } from '../words.ts'

export function PageMenu({ onChosen }: { onChosen?: () => void }) {
  const t = useWords(appWords)
  const me = useMe()
  const navigate = useNavigate()
  const leave = async () => {
    await signOutHere()
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <ul className="page-menu">
      {menuOf(me).map(({ to, word }) => (
        <li key={to}>
          <Link to={to} {...(onChosen && { onClick: onChosen })} activeProps={{ 'aria-current': 'page' }}>
            {t(word)}
          </Link>
        </li>
      ))}
      <li className="page-menu-own">
        <Link to="/account" {...(onChosen && { onClick: onChosen })} activeProps={{ 'aria-current': 'page' }}>
          {t('account')}
        </Link>
      </li>
      <li>
        <button type="button" onClick={() => void leave()}>
          {t('signOut')}
        </button>
      </li>
    </ul>
  )
}
