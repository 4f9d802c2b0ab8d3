import type { ApiKeyScope } from '@ejia/contract/accounts.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { areasQuery } from '../areas/queries.ts'
import { oversightWords } from './words.ts'

type Scope = 'open311.read' | 'open311.write' | 'requests.read' | 'requests.file'
const scopes: readonly Scope[] = ['open311.read', 'open311.write', 'requests.read', 'requests.file'] satisfies ApiKeyScope[]

export function ApiKeysPage() {
  const t = useWords(oversightWords)
  const dates = useDates()
  const client = useQueryClient()
  const query = useQuery({ queryKey: ['api-keys'], queryFn: () => api.apiKeys.list() })
  const revoke = useMutation({
    mutationFn: (keyId: string) => api.apiKeys.revoke({ keyId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  return (
    <Page title={t('keys')}>
      <p className="soft">{t('keysHint')}</p>
      <NewKey />
      {revoke.error && <FormRefusal refusal={refusalOf(revoke.error)} />}
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.data.rows.length === 0 ? (
        <Nothing title={t('emptyTitle')}>{t('keysHint')}</Nothing>
      ) : (
        <div className="card">
          <DataTable
            caption={t('keys')}
            hideCaption
            keyOf={(row) => row.id}
            rows={query.data.rows}
            columns={[
              { title: t('name'), cell: (row) => `${row.name}（${row.prefix}…）` },
              { title: t('scopes'), cell: (row) => row.scopes.map((scope) => t(scope)).join('、') },
              { title: t('area'), cell: (row) => row.area.name },
              { title: t('lastUsed'), cell: (row) => (row.lastUsedAt ? dates.moment(row.lastUsedAt) : t('never')) },
              { title: t('state'), cell: (row) => (row.revokedAt ? t('revoked') : t('active')) },
              {
                title: t('revoke'),
                cell: (row) =>
                  row.revokedAt ? null : (
                    <Button danger onClick={() => revoke.mutate(row.id)} aria-label={`${t('revoke')} ${row.name}`}>
                      {t('revoke')}
                    </Button>
                  ),
              },
            ]}
          />
        </div>
      )}
    </Page>
  )
}

function NewKey() {
  const t = useWords(oversightWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const areas = useQuery(areasQuery())
  const choices = (areas.data?.rows ?? []).filter((area) => area.kind === 'subdistrict' || area.kind === 'district')
  const [typed, setTyped] = useState({ name: '', areaCode: '', expiresAt: '', scopes: ['open311.read'] as Scope[] })
  const areaCode = typed.areaCode || choices.at(-1)?.code || ''
  const create = useMutation({
    mutationFn: () =>
      api.apiKeys.create({
        name: typed.name,
        scopes: typed.scopes,
        areaCode,
        ...(typed.expiresAt && { expiresAt: new Date(`${typed.expiresAt}T23:59:59+08:00`).toISOString() }),
      }),
    onSuccess: () => {
      setTyped({ ...typed, name: '' })
      return client.invalidateQueries({ queryKey: ['api-keys'] })
    },
  })
  const refusal = create.error && refusalOf(create.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('create')}>
      <div className="form-grid">
        <Field label={t('name')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />}
        </Field>
        <Field label={t('area')} error={at(refusal, 'areaCode')}>
          {(control) => (
            <Pick
              {...control}
              value={areaCode}
              options={choices.map((area) => ({ value: area.code, label: area.name }))}
              onChange={(value) => setTyped({ ...typed, areaCode: value })}
            />
          )}
        </Field>
        <Field label={t('expires')} optional error={at(refusal, 'expiresAt')}>
          {(control) => <Input {...control} type="date" value={typed.expiresAt} onChange={(event) => setTyped({ ...typed, expiresAt: event.target.value })} />}
        </Field>
      </div>
      <fieldset className="row">
        <legend>{t('scopes')}</legend>
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            checked={typed.scopes.includes(scope)}
            onChange={(event) =>
              setTyped({ ...typed, scopes: event.target.checked ? [...typed.scopes, scope] : typed.scopes.filter((held) => held !== scope) })
            }
          >
            {t(scope)}
          </Checkbox>
        ))}
      </fieldset>
      <FormRefusal refusal={refusal} />
      {create.data && <Alert type="warning" showIcon role="status" title={t('keyOnce')} description={<code>{create.data.key}</code>} />}
      <div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}
