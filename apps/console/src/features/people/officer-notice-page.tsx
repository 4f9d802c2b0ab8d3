import { roleWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import { peopleWords } from './words.ts'
import './people.css'

/** "谁是我的网格员" to hang up: one A4 sheet a grid, from the assignments of today. */
export function OfficerNoticePage() {
  const t = useWords(peopleWords)
  const say = useShared()
  const { code } = useParams({ from: '/staff/officer-notice/$code' })
  const mayRead = may(useMe(), 'account.read')
  const query = useQuery({ queryKey: ['officer-notice', code], queryFn: () => api.officers.notice({ code }) })
  return (
    <Page title={t('notice')}>
      <div className="row not-printed">
        <Link to={mayRead ? '/trios' : '/areas'} className="back-link">
          ‹ {t('back')}
        </Link>
        <span className="soft">{t('noticeHint')}</span>
        <Button type="primary" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data?.rows.map((row) => (
        <section key={row.grid.code} className="officer-notice" aria-labelledby={`notice-${row.grid.code}`}>
          <p className="officer-notice-place">
            {row.community.name} · {row.grid.name}
          </p>
          <h2 id={`notice-${row.grid.code}`}>{t('noticeTitle')}</h2>
          {row.officers.length === 0 && <p>{t('noticeNobody')}</p>}
          <ul>
            {row.officers.map((officer) => (
              <li key={officer.role + officer.name}>
                <span>{say(roleWords, officer.role)}</span>
                <strong>{officer.name}</strong>
                <span>{officer.dutyPhone ?? row.communityPhone ?? ''}</span>
              </li>
            ))}
          </ul>
          {row.communityPhone && <p>{t('noticePhone', { name: row.community.name, phone: row.communityPhone })}</p>}
          <div className="officer-notice-foot">
            <img alt={t('noticeQr', { name: row.grid.name })} src={`data:image/svg+xml,${encodeURIComponent(row.qr)}`} />
            <span>{t('noticeScan')}</span>
          </div>
        </section>
      ))}
    </Page>
  )
}
