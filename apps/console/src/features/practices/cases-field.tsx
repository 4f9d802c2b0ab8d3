import type { Practice } from '@ejia/contract/practices.ts'
import { stateWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Failure, Loading } from '../../ui/states.tsx'
import { practiceWords } from './words.ts'

export type LinkedCase = Practice['links']['cases'][number]
type Props = { chosen: readonly LinkedCase[]; onChange: (cases: LinkedCase[]) => void; error: string | undefined }

/** The cases the results are counted from: found by number or by words among those one may open, and taken away again. */
export function CasesField({ chosen, onChange, error }: Props) {
  const t = useWords(practiceWords)
  const say = useShared()
  const dates = useDates()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const found = useQuery({
    queryKey: ['case-search', asked],
    queryFn: () => api.requests.list({ text: asked, show: 'all', limit: 10 }),
    enabled: asked !== '',
  })
  // What somebody reported against another is nobody's practice.
  const rows = (found.data?.rows ?? []).filter((row) => row.kind !== 'tipOff' && !chosen.some((one) => one.id === row.id))
  const search = () => setAsked(typed.trim())
  return (
    <fieldset className={error ? 'one-of field-wrong' : 'one-of'} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{t('linkedCases')}</legend>
      <p className="soft small">{t('linkedCasesHint')}</p>
      {chosen.length > 0 && (
        <ul className="line-list" aria-label={t('linkedCases')}>
          {chosen.map((one) => (
            <li key={one.id} className="row">
              <span>{one.receiptNumber}</span>
              <Button aria-label={t('unlinkOf', { number: one.receiptNumber })} onClick={() => onChange(chosen.filter(({ id: other }) => other !== one.id))}>
                {t('unlink')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="text-search">
        <Input
          type="search"
          aria-label={t('findCase')}
          placeholder={t('findCase')}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault()
            search()
          }}
        />
        <Button onClick={search}>{t('find')}</Button>
      </div>
      <div role="status">
        {asked !== '' && found.isPending && <Loading rows={2} />}
        {found.isSuccess && rows.length === 0 && <p className="soft">{t('noCase')}</p>}
      </div>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {rows.length > 0 && (
        <ul className="line-list" aria-label={t('foundCases')}>
          {rows.map((row) => (
            <li key={row.id} className="row">
              <span>
                {row.excerpt}
                <span className="soft small one-of-hint">
                  {row.receiptNumber} · {say(stateWords, row.state)} · {row.place.text} · {dates.moment(row.filedAt)}
                </span>
              </span>
              <Button
                aria-label={t('linkOf', { number: row.receiptNumber })}
                onClick={() => onChange([...chosen, { id: row.id, receiptNumber: row.receiptNumber }])}
              >
                {t('link')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
