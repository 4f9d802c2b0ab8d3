import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Page } from '../../../ui/page.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { areaWords } from '../words.ts'
import '../areas.css'

/** A4 sheets through the browser's own printing. */
export function StickersPage() {
  const t = useWords(areaWords)
  const { code } = useParams({ from: '/staff/areas/$code/stickers' })
  const query = useQuery({ queryKey: ['stickers', code], queryFn: () => api.areas.stickers({ code }) })
  return (
    <Page title={t('stickers')}>
      <div className="row not-printed">
        <Link to="/areas" search={{ in: code }} className="back-link">
          {t('back')}
        </Link>
        <span className="soft">{t('stickersHint')}</span>
        <Button type="primary" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <ul className="stickers">
          {query.data.rows.map((row) => (
            <li key={row.buildingId} className="sticker">
              <strong>{t('stickerTitle')}</strong>
              <img alt={`${t('qr')} ${row.name}`} src={`data:image/svg+xml,${encodeURIComponent(row.svg)}`} />
              <span>
                {row.gridName} · {row.name}
              </span>
              <span className="small soft">{t('stickerFoot')}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
