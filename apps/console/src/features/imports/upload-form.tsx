import { ImportKind } from '@ejia/contract/imports.ts'
import { EndablePurpose } from '@ejia/contract/registry.ts'
import { importKindWords } from '@ejia/dictionary/import-words.ts'
import { dataPurposeWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { type Refusal, refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { useMe } from '../sessions/session.ts'
import { importWords } from './words.ts'

/** A file, and what it holds: its header proposes that as soon as it is chosen, the person decides. */
export function UploadForm() {
  const t = useWords(importWords)
  const say = useShared()
  const { at } = useRefusals()
  const me = useMe()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [kind, setKind] = useState<ImportKind>('people')
  const [campaign, setCampaign] = useState<EndablePurpose | ''>('')
  const subdistrict = me?.actions.find((held) => held.action === 'registry.import')?.areas[0]?.slice(0, 9) ?? ''
  const look = useMutation({
    mutationFn: (chosen: File) => api.imports.propose({ file: chosen }),
    onSuccess: (proposed) => {
      if (proposed.kind) setKind(proposed.kind)
    },
  })
  const put = useMutation({
    mutationFn: (chosen: File) => api.imports.upload({ file: chosen, subdistrict, kind, ...(kind === 'people' && campaign && { recordedFor: campaign }) }),
    onSuccess: (row) => navigate({ to: '/registry/imports/$importId', params: { importId: row.id } }),
  })
  const error = put.error ?? look.error
  const refusal = error && refusalOf(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file) put.mutate(file)
  }
  const choose = (chosen: File | null) => {
    setFile(chosen)
    put.reset()
    if (chosen) look.mutate(chosen)
    else look.reset()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('upload')}>
      <Field label={t('file')} hint={t('fileHint')} error={faultOf(refusal, t) ?? at(refusal, 'file')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".xlsx,.xls,.csv,text/csv,application/vnd.ms-excel"
            onChange={(event) => choose(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <OneOf
        legend={t('whichKind')}
        value={kind}
        options={ImportKind.options.map((value) => ({ value, label: say(importKindWords, value), hint: t(`hint_${value}`) }))}
        onChange={setKind}
        error={at(refusal, 'kind')}
      >
        <p role="status" className="soft small">
          {look.isPending && t('looking')}
          {look.data && (look.data.kind ? t('proposed', { kind: say(importKindWords, look.data.kind) }) : t('notProposed'))}
        </p>
      </OneOf>
      {kind === 'people' && (
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
      )}
      {!faultOf(refusal, t) && <FormRefusal refusal={refusal} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={put.isPending} disabled={file === null || look.isPending}>
          {put.isPending ? t('uploading') : t('upload')}
        </Button>
        <a href={`/api/imports/template?kind=${kind}`} download className="link-button">
          {t('template', { kind: say(importKindWords, kind) })}
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
