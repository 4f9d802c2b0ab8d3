import type { InboxCounts } from '@ejia/contract/inbox.ts'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import type { InboxSearch } from './filters/inbox-search.ts'
import { inboxWords } from './words.ts'

/** Only the scopes this person has; each an address of its own that keeps the filters. */
export function ScopeTabs({ counts, search }: { counts: InboxCounts | undefined; search: InboxSearch }) {
  const t = useWords(inboxWords)
  const { scope: current, ...rest } = search
  return (
    <nav aria-label={t('scopes')} className="scope-tabs">
      <ul>
        <li>
          <Link to="/inbox" search={rest} replace aria-current={current === undefined ? 'page' : undefined}>
            {t('scopeAll')}
          </Link>
        </li>
        {counts?.scopes.map(({ scope, open, overdue }) => (
          <li key={scope}>
            <Link to="/inbox" search={{ ...rest, scope }} replace aria-current={current === scope ? 'page' : undefined}>
              {t(`scope_${scope}`)}
              <span className="scope-count">
                {t('openCount', { count: open })}
                {overdue > 0 && <span className="scope-late"> ▲ {t('overdueCount', { count: overdue })}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
