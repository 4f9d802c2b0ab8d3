import type { Handover } from '@ejia/contract/handovers.ts'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { handoverWords } from './words.ts'

/** What the successor does not get: named also after the handover, so that the office gives it to somebody else. */
export function StayingTasks({ pack }: { pack: Handover }) {
  const t = useWords(handoverWords)
  const dates = useDates()
  const count = pack.items.find((item) => item.kind === 'stayingTasks')?.count ?? 0
  if (count === 0) return null
  return (
    <section className="card stack" aria-labelledby="handover-staying">
      <h2 id="handover-staying">{t('staying')}</h2>
      <p className="soft">{t('stayingHint')}</p>
      <p>{t('stayingCount', { count })}</p>
      <ul className="line-list" aria-label={t('staying')}>
        {pack.dated
          .filter((item) => item.stays)
          .map((item) => (
            <li key={item.targetId}>
              <div>
                <p className="row">
                  <Link to="/meeting-tasks/$taskId" params={{ taskId: item.targetId }} className="target">
                    {item.about} ›
                  </Link>
                  <span className={item.dayOn < dates.today ? 'tag tag-danger' : ''}>
                    {dates.day(item.dayOn)}
                    {item.dayOn < dates.today ? ` · ${t('late')}` : ''}
                  </span>
                </p>
                <p className="said" dir="auto">
                  {item.words}
                </p>
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}
