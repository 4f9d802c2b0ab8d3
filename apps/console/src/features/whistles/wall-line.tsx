import type { WallWhistle } from '@ejia/contract/whistles.ts'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { whistleWords } from './words.ts'

export function WallLine({ row }: { row: WallWhistle }) {
  const t = useWords(whistleWords)
  const dates = useDates()
  const now = dates.now.toISOString()
  return (
    <li className="wall-line">
      <p className="row">
        <strong>{row.area.name}</strong>
        <span className={row.kind === 'emergency' ? 'tag tag-danger' : 'tag tag-plain'}>{t(row.kind)}</span>
        <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        {row.supervisedAt && <span className="tag tag-danger">{t('supervised')}</span>}
        <span className={row.dueAt < now ? 'tag tag-danger' : row.amberAt < now ? 'tag tag-wait' : 'soft'}>
          {t('due', { moment: dates.moment(row.dueAt) })}
        </span>
        <span className="soft">{row.number}</span>
      </p>
      {row.units.length > 0 && (
        <p className="row">
          {row.units.map((unit) => (
            <span key={unit.name}>
              {unit.name}{' '}
              <span
                className={
                  unit.state === 'summoned' && unit.checkInDueAt < now ? 'tag tag-danger' : unit.state === 'checkedIn' ? 'tag tag-plain' : 'tag tag-wait'
                }
              >
                {t(`unit_${unit.state}`)}
                {unit.state === 'summoned' ? ` · ${t('checkInDue', { moment: dates.moment(unit.checkInDueAt) })}` : ''}
              </span>
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
