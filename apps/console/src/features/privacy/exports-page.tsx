import type { ExportMove, RegistryExport } from '@ejia/contract/exports.ts'
import { exportKindWords, exportMoveWords, exportStateWords } from '@ejia/dictionary/export-words.ts'
import { dataPurposeWords, personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { ExportForm } from './export-form.tsx'
import { TakeFile } from './take-file.tsx'
import { privacyWords } from './words.ts'
import '../registry/registry.css'

/** What leaves the registry: asked for, decided by another, taken once. */
export function ExportsPage() {
  const t = useWords(privacyWords)
  const [taken, setTaken] = useState(false)
  const query = useQuery({
    queryKey: ['exports'],
    queryFn: () => api.exports.list(),
    refetchInterval: ({ state }) => (state.data?.rows.some((row) => row.state === 'approved') ? 2_000 : false),
  })
  const data = query.data
  return (
    <Page title={t('exports')} extra={data && <span className="soft">{t('rowsAlone', { count: data.rowsAlone })}</span>}>
      <RegistryTabs />
      <p className="soft">{t('exportsNote')}</p>
      {taken && <Alert type="success" showIcon role="status" title={t('taken')} />}
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {data && <ExportForm fields={data.fields} />}
      {data?.rows.length === 0 && <Nothing title={t('noExports')}>{t('noExportsText')}</Nothing>}
      {data?.rows.map((row) => (
        <OneExport key={row.id} row={row} onTaken={() => setTaken(true)} />
      ))}
    </Page>
  )
}

const waiting: readonly RegistryExport['state'][] = ['asked', 'approved']

function OneExport({ row, onTaken }: { row: RegistryExport; onTaken: () => void }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const dates = useDates()
  const tag = row.state === 'ready' ? 'tag tag-done' : waiting.includes(row.state) ? 'tag tag-wait' : 'tag tag-off'
  const moves = row.allowedMoves.filter((move): move is ExportMove => move !== 'take')
  return (
    <section className="card stack" aria-label={`${say(exportKindWords, row.kind)} ${row.number}`}>
      <p className="row">
        <strong>
          {row.area.name} · {say(exportKindWords, row.kind)}
        </strong>
        <span>{t('rows', { count: row.rows })}</span>
        <span>{row.whole ? t('wholeMark') : t('maskedMark')}</span>
        <span className={tag}>{say(exportStateWords, row.state)}</span>
        {row.expiresAt && <span className="soft">{t('expires', { time: dates.moment(row.expiresAt) })}</span>}
      </p>
      <p dir="auto">{t('forWhom', { recipient: row.recipient, purpose: say(dataPurposeWords, row.purpose), reason: row.reason })}</p>
      <p className="soft small">
        {row.number} · {t('askedAt', { name: row.askedBy, time: dates.moment(row.askedAt) })}
        {row.fields.length > 0 && ` · ${row.fields.map((field) => say(personFieldWords, field)).join('、')}`}
      </p>
      {row.decidedBy && row.decidedAt && (
        <p className="soft small">{t('decidedBy', { name: row.decidedBy, time: dates.moment(row.decidedAt), words: row.decidedWords ?? '' })}</p>
      )}
      {row.state === 'asked' && !moves.includes('approve') && <p className="soft">{t('another')}</p>}
      {row.allowedMoves.includes('take') && <TakeFile row={row} onTaken={onTaken} />}
      {moves.length > 0 && <Decide row={row} moves={moves} />}
    </section>
  )
}

function Decide({ row, moves }: { row: RegistryExport; moves: readonly ExportMove[] }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const needsWords = moves.includes('approve')
  const send = useMutation({
    mutationFn: (move: ExportMove) => api.exports.move({ exportId: row.id, move, words: needsWords ? words : say(exportMoveWords, move) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['exports'] }),
  })
  const refusal = send.error && refusalOf(send.error)
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()} noValidate aria-label={`${t('words')} ${row.number}`}>
      {needsWords && (
        <Field label={t('words')} error={at(refusal, 'words')}>
          {(control) => <Input {...control} maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div className="row">
        {moves.map((move) => (
          <Button
            key={move}
            type={move === 'approve' ? 'primary' : 'default'}
            loading={send.isPending && send.variables === move}
            onClick={() => send.mutate(move)}
            aria-label={`${say(exportMoveWords, move)} ${row.number}`}
          >
            {say(exportMoveWords, move)}
          </Button>
        ))}
      </div>
    </form>
  )
}
