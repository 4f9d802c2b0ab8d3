import { roleWords } from '@ejia/dictionary/words.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Page } from '../../../ui/page.tsx'
import { PasswordForm } from './password-form.tsx'
import { useMe } from '../session.ts'
import { SessionList } from './session-list.tsx'
import { sessionWords } from '../words.ts'
import '../sessions.css'

export function AccountPage() {
  const t = useWords(sessionWords)
  const say = useShared()
  const dates = useDates()
  const me = useMe()
  return (
    <Page title={t('accountTitle')}>
      <section className="card stack" aria-labelledby="posts-title">
        <h2 id="posts-title">{t('posts')}</h2>
        <ul className="line-list">
          {me?.assignments.map(({ id, role, area, unit, validTo }) => (
            <li key={id}>
              <span>{t('postLine', { area: unit ? `${area.name} ${unit.name}` : area.name, role: say(roleWords, role) })}</span>
              {validTo && <span className="soft">{t('until', { day: dates.day(validTo) })}</span>}
            </li>
          ))}
        </ul>
      </section>
      <SessionList />
      <PasswordForm />
    </Page>
  )
}
