import type { Unit } from '@ejia/contract/accounts.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { makeId } from '../../platform/ids.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import { PeopleTabs } from './people-tabs.tsx'
import { peopleWords } from './words.ts'

export function UnitsPage() {
  const t = useWords(peopleWords)
  const client = useQueryClient()
  const edits = may(useMe(), 'assignment.edit')
  const query = useQuery({ queryKey: ['units'], queryFn: () => api.accounts.listUnits({}) })
  const toggle = useMutation({
    mutationFn: (unit: Unit) => api.accounts.saveUnit({ unitId: unit.id, name: unit.name, kind: unit.kind, areaCode: unit.area.code, active: !unit.active }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['units'] }),
  })
  return (
    <Page title={t('units')}>
      <PeopleTabs />
      {toggle.error && <FormRefusal refusal={refusalOf(toggle.error)} />}
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="card">
          <DataTable
            caption={t('units')}
            hideCaption
            keyOf={(row) => row.id}
            rows={query.data.rows}
            columns={[
              { title: t('unitName'), cell: (row) => row.name },
              { title: t('kind'), cell: (row) => t(row.kind) },
              { title: t('state'), cell: (row) => (row.active ? t('active') : t('retired')) },
              ...(edits
                ? [
                    {
                      title: t('retire'),
                      cell: (row: Unit) => (
                        <Button onClick={() => toggle.mutate(row)} aria-label={`${row.active ? t('retire') : t('restore')} ${row.name}`}>
                          {row.active ? t('retire') : t('restore')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      )}
      {edits && <AddUnit />}
    </Page>
  )
}

function AddUnit() {
  const t = useWords(peopleWords)
  const { at } = useRefusals()
  const me = useMe()
  const client = useQueryClient()
  const [typed, setTyped] = useState({ name: '', kind: 'department' as Unit['kind'] })
  const areaCode = me?.actions.find((held) => held.action === 'assignment.edit')?.areas[0] ?? ''
  const add = useMutation({
    mutationFn: () => api.accounts.saveUnit({ unitId: makeId(), name: typed.name, kind: typed.kind, areaCode, active: true }),
    onSuccess: () => {
      setTyped({ ...typed, name: '' })
      return client.invalidateQueries({ queryKey: ['units'] })
    },
  })
  const refusal = add.error && refusalOf(add.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-labelledby="unit-title">
      <h2 id="unit-title">{t('addUnit')}</h2>
      <div className="form-grid">
        <Field label={t('unitName')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />}
        </Field>
        <Field label={t('kind')} error={at(refusal, 'kind')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.kind}
              options={(['department', 'committee', 'station'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(kind) => setTyped({ ...typed, kind: kind || 'department' })}
            />
          )}
        </Field>
      </div>
      <FormRefusal refusal={refusal} />
      {add.isSuccess && <Alert type="success" showIcon role="status" title={t('saved')} />}
      <div>
        <Button htmlType="submit" loading={add.isPending}>
          {t('addUnit')}
        </Button>
      </div>
    </form>
  )
}
