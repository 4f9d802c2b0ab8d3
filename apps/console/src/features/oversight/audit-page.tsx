import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { useMe } from '../sessions/session.ts'
import { useSubdistricts } from './use-subdistricts.ts'
import { oversightWords } from './words.ts'

const pageSize = 50

export function AuditPage() {
  const t = useWords(oversightWords)
  const dates = useDates()
  const me = useMe()
  const { before, chain } = useSearch({ from: '/staff/audit' })
  const navigate = useNavigate()
  const own = me?.home ? [{ value: me.home.code, label: me.home.name }] : []
  const chains = [...own, ...useSubdistricts()]
  const query = useQuery({
    queryKey: ['audit', chain, before],
    queryFn: () => api.oversight.listAudit({ limit: pageSize, ...(before && { before }), ...(chain && { subdistrict: chain }) }),
    placeholderData: keepPreviousData,
  })
  const last = query.data?.rows.at(-1)
  return (
    <Page title={t('audit')}>
      <p className="soft">{t('auditHint')}</p>
      <Field label={t('chain')}>
        {(control) => (
          <Pick
            {...control}
            value={chain ?? me?.home?.code ?? ''}
            options={chains}
            onChange={(value) => void navigate({ to: '/audit', search: value ? { chain: value } : {} })}
          />
        )}
      </Field>
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.data.rows.length === 0 ? (
        <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>
      ) : (
        <>
          <Alert type={query.data.chainHolds ? 'success' : 'error'} showIcon role="status" title={query.data.chainHolds ? t('chainHolds') : t('chainBroken')} />
          <div className="card">
            <DataTable
              caption={t('audit')}
              hideCaption
              keyOf={(row) => String(row.seq)}
              rows={query.data.rows}
              columns={[
                { title: t('seq'), cell: (row) => row.seq, number: true },
                { title: t('when'), cell: (row) => dates.moment(row.at) },
                { title: t('action'), cell: (row) => row.action },
                { title: t('actor'), cell: (row) => row.actor },
                { title: t('target'), cell: (row) => row.target },
                { title: t('hash'), cell: (row) => <code>{row.hash.slice(0, 12)}</code> },
              ]}
            />
          </div>
          <div className="row">
            {before !== undefined && (
              <Link to="/audit" search={chain ? { chain } : {}}>
                {t('newest')}
              </Link>
            )}
            {query.data.rows.length === pageSize && last && (
              <Link to="/audit" search={{ ...(chain && { chain }), before: last.seq }}>
                {t('older')}
              </Link>
            )}
          </div>
        </>
      )}
    </Page>
  )
}
