import type { EndingPreview, PurposeStanding } from '@ejia/contract/purposes.ts'
import type { EndablePurpose, PersonField } from '@ejia/contract/registry.ts'
import { dataPurposeWords, personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { privacyWords } from './words.ts'

/** First what would go and what stays, then the asking. */
export function EndPurpose({ standing }: { standing: PurposeStanding }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const purpose = standing.purpose as EndablePurpose
  const subdistrict = standing.subdistrict.code
  const preview = useQuery({
    queryKey: ['purposes', 'preview', subdistrict, purpose],
    queryFn: () => api.purposes.preview({ purpose, subdistrict }),
    gcTime: 0,
  })
  const ask = useMutation({
    mutationFn: () => api.purposes.ask({ purpose, subdistrict, reason }),
    onSuccess: async (ending) => {
      await client.invalidateQueries({ queryKey: ['purposes'] })
      await navigate({ to: '/registry/purposes/$endingId', params: { endingId: ending.id } })
    },
  })
  const refusal = ask.error && refusalOf(ask.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  if (preview.isPending) return <Loading />
  if (preview.error) return <Failure error={preview.error} retry={() => void preview.refetch()} />
  const { values, people, importFiles, exportFiles } = preview.data
  const going = values.filter((row) => row.go > 0)
  return (
    <section className="card stack" aria-labelledby="end-purpose">
      <h2 id="end-purpose">{t('previewTitle', { purpose: say(dataPurposeWords, purpose) })}</h2>
      {going.length === 0 && <p>{t('previewNone')}</p>}
      <ul>
        {people > 0 && <li>{t('wholePeople', { count: people })}</li>}
        {importFiles > 0 && <li>{t('importFiles', { count: importFiles })}</li>}
        {exportFiles > 0 && <li>{t('exportFiles', { count: exportFiles })}</li>}
      </ul>
      {values.length > 0 && (
        <DataTable
          caption={t('previewTotals')}
          keyOf={(row) => row.field}
          rows={totalsOf(values)}
          columns={[
            { title: t('field'), cell: (row) => say(personFieldWords, row.field) },
            { title: t('go'), cell: (row) => row.go, number: true },
            { title: t('stay'), cell: (row) => row.stay, number: true },
          ]}
        />
      )}
      {going.length > 0 && (
        <DataTable
          caption={t('previewValues')}
          keyOf={(row) => `${row.grid.code} ${row.field}`}
          rows={going}
          columns={[
            { title: t('grid'), cell: (row) => row.grid.name },
            { title: t('field'), cell: (row) => say(personFieldWords, row.field) },
            { title: t('go'), cell: (row) => row.go, number: true },
            { title: t('stay'), cell: (row) => row.stay, number: true },
          ]}
        />
      )}
      <form className="stack" onSubmit={submit} noValidate aria-label={t('ask')}>
        <Field label={t('reason')} hint={t('reasonHint')} error={at(refusal, 'reason')}>
          {(control) => <Input.TextArea {...control} rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <p className="soft small">{t('askNote')}</p>
        <FormRefusal refusal={refusal} />
        <div className="form-buttons">
          <Button type="primary" danger htmlType="submit" size="large" loading={ask.isPending}>
            {t('ask')}
          </Button>
        </div>
      </form>
    </section>
  )
}

function totalsOf(values: EndingPreview['values']) {
  const sum = (field: PersonField, count: 'go' | 'stay') => values.filter((row) => row.field === field).reduce((total, row) => total + row[count], 0)
  return [...new Set(values.map((row) => row.field))].map((field) => ({ field, go: sum(field, 'go'), stay: sum(field, 'stay') }))
}
