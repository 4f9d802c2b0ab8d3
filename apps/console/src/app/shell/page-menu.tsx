import { Link, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { signOutHere } from '../../features/sessions/sign-out.ts'
import { useMe } from '../../features/sessions/session.ts'
import { useWords } from '../../dictionary/words.ts'
import { menuOf } from './menu.ts'
import { appWords } from '../words.ts'

export function PageMenu({ onChosen }: { onChosen?: () => void }) {
  const t = useWords(appWords)
  const me = useMe()
  const id = useId()
  const navigate = useNavigate()
  const leave = async () => {
    await signOutHere()
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <div className="page-menu">
      {menuOf(me).map(({ word: group, entries }) => (
        <section key={group} aria-labelledby={`${id}-${group}`}>
          <p id={`${id}-${group}`} className="page-menu-group">
            {t(group)}
          </p>
          <ul>
            {entries.map(({ to, word }) => (
              <li key={to}>
                <Link to={to} {...(onChosen && { onClick: onChosen })} activeProps={{ 'aria-current': 'page' }}>
                  {t(word)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ul>
        <li>
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
    </div>
  )
}
