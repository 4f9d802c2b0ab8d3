import type { HouseholdKind } from '@ejia/contract/registry.ts'
import { householdKindWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Pick } from '../../../ui/choice.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { may, useMe } from '../../sessions/session.ts'
import { homesQuery } from '../queries.ts'
import { registryWords } from '../words.ts'
import '../registry.css'

/** Every door of a building: open the household behind it, or register one. */
export function HomesPage() {
  const t = useWords(registryWords)
  const say = useShared()
  const { buildingId } = useParams({ from: '/staff/registry/buildings/$buildingId' })
  const edits = may(useMe(), 'registry.edit')
  const client = useQueryClient()
  const navigate = useNavigate()
  const query = useQuery(homesQuery(buildingId))
  const [kind, setKind] = useState<HouseholdKind>('resident')
  const register = useMutation({
    mutationFn: (dwellingId: string) => api.registry.createHousehold({ dwellingId, kind }),
    onSuccess: (household) => {
      void client.invalidateQueries({ queryKey: ['registry', 'homes', buildingId] })
      return navigate({ to: '/registry/households/$householdId', params: { householdId: household.id } })
    },
  })
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('homesTitle', { building: rows[0]?.label.split(' ')[0] ?? '' })}>
      <Link to="/registry" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="card stack">
          {register.error && <FormRefusal refusal={refusalOf(register.error)} />}
          {edits && (
            <label className="row">
              {t('householdKind')}
              <Pick
                value={kind}
                options={(['resident', 'rental', 'collective'] as const).map((value) => ({ value, label: say(householdKindWords, value) }))}
                onChange={(value) => setKind(value || 'resident')}
              />
            </label>
          )}
          <DataTable
            caption={t('doors', { count: rows.length })}
            keyOf={(row) => `${row.dwellingId}${row.householdId}`}
            rows={rows}
            columns={[
              { title: t('door'), cell: (row) => row.label },
              {
                title: t('living'),
                cell: (row) =>
                  row.householdId ? (
                    <Link to="/registry/households/$householdId" params={{ householdId: row.householdId }} aria-label={`${t('open')} ${row.label}`}>
                      {t('open')}
                    </Link>
                  ) : edits && row.dwellingId ? (
                    <Button
                      aria-label={`${t('register')} ${row.label}`}
                      loading={register.isPending && register.variables === row.dwellingId}
                      onClick={() => register.mutate(row.dwellingId!)}
                    >
                      {t('register')}
                    </Button>
                  ) : (
                    <span className="soft">{t('unregistered')}</span>
                  ),
              },
            ]}
          />
        </div>
      )}
    </Page>
  )
}
