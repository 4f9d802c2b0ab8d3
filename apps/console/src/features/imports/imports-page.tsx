import { EndablePurpose } from '@ejia/contract/registry.ts'
import { dataPurposeWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { type Refusal, refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { useMe } from '../sessions/session.ts'
import { importWords } from './words.ts'

export function ImportsPage() {
  const t = useWords(importWords)
  const dates = useDates()
  const query = useQuery({ queryKey: ['imports'], queryFn: () => api.imports.list() })
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('title')}>
      <RegistryTabs />
      <p className="soft">{t('intro')}</p>
      <UploadForm />
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('noneTitle')}>{t('noneText')}</Nothing>}
      {rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('title')}
            hideCaption
            keyOf={(row) => row.id}
            rows={rows}
            columns={[
              { title: t('when'), cell: (row) => dates.moment(row.createdAt) },
              { title: t('fileName'), cell: (row) => row.fileName || '—' },
              { title: t('who'), cell: (row) => row.createdBy },
              { title: t('rows'), cell: (row) => row.rows, number: true },
              { title: t('applied'), cell: (row) => row.applied, number: true },
              {
                title: t('state'),
                cell: (row) => (
                  <Link to="/registry/imports/$importId" params={{ importId: row.id }} aria-label={`${t(`state_${row.state}`)} ${dates.moment(row.createdAt)}`}>
                    {t(`state_${row.state}`)}
                  </Link>
                ),
              },
            ]}
          />
        </div>
      )}
    </Page>
  )
}

function UploadForm() {
  const t = useWords(importWords)
  const say = useShared()
  const { at } = useRefusals()
  const me = useMe()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [campaign, setCampaign] = useState<EndablePurpose | ''>('')
  const subdistrict = me?.actions.find((held) => held.action === 'registry.import')?.areas[0]?.slice(0, 9) ?? ''
  const put = useMutation({
    mutationFn: (chosen: File) => api.imports.upload({ file: chosen, subdistrict, ...(campaign && { recordedFor: campaign }) }),
    onSuccess: (row) => navigate({ to: '/registry/imports/$importId', params: { importId: row.id } }),
  })
  const refusal = put.error && refusalOf(put.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file) put.mutate(file)
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('upload')}>
      <Field label={t('file')} hint={t('fileHint')} error={faultOf(refusal, t) ?? at(refusal, 'file')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".xlsx,.xls,.csv,text/csv,application/vnd.ms-excel"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <Field label={t('recordedFor')} hint={t('recordedForHint')} error={at(refusal, 'recordedFor')}>
        {(control) => (
          <Pick
            {...control}
            empty={t('forEveryday')}
            value={campaign}
            options={EndablePurpose.options.map((value) => ({ value, label: say(dataPurposeWords, value) }))}
            onChange={setCampaign}
          />
        )}
      </Field>
      {!faultOf(refusal, t) && <FormRefusal refusal={refusal} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={put.isPending} disabled={file === null}>
          {put.isPending ? t('uploading') : t('upload')}
        </Button>
        <a href="/api/imports/template" download className="link-button">
          {t('template')}
        </a>
      </div>
    </form>
  )
}

/** A file refused whole says why. */
function faultOf(refusal: Refusal | null, t: ReturnType<typeof useWords<(typeof importWords)['zh']>>): string | undefined {
  const fault = refusal?.issues[0]?.params?.['fault']
  const key = `fault_${String(fault)}`
  return fault !== undefined && key in importWords.zh ? t('badFile') + t(key as 'fault_damaged') : undefined
}
