import type { RequestCase, RequestState } from '@ejia/contract/requests.ts'
import { stateWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { OneOf } from '../../../ui/choice.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { formWords } from './words.ts'

type Found = { id: string; receiptNumber: string; state: RequestState; excerpt: string; placeText: string; filedAt: string }
type Props = { request: RequestCase; legend: string; hint: string | undefined; value: string; onChange: (id: string) => void; error: string | undefined }

/** The likeliest duplicates first; any other by its words or number. */
export function CasePicker({ request, legend, hint, value, onChange, error }: Props) {
  const t = useWords(formWords)
  const say = useShared()
  const dates = useDates()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const { area, buildingId } = request.place
  const similar = useQuery({
    queryKey: ['similar', request.id],
    queryFn: () => api.requests.similar({ text: request.text.slice(0, 1000), areaCode: area.code, exceptId: request.id, ...(buildingId && { buildingId }) }),
  })
  const searched = useQuery({
    queryKey: ['case-search', asked],
    queryFn: () => api.requests.list({ text: asked, show: 'all', limit: 10 }),
    enabled: asked !== '',
  })
  const rows: Found[] = asked
    ? (searched.data?.rows ?? []).filter(({ id }) => id !== request.id).map((row) => ({ ...row, placeText: row.place.text }))
    : (similar.data?.rows ?? [])
  const pending = asked ? searched.isPending : similar.isPending
  const failed = asked ? searched.error : similar.error
  const search = () => setAsked(typed.trim())
  return (
    <OneOf
      legend={legend}
      value={value}
      options={rows.map((row) => ({
        value: row.id,
        label: row.excerpt,
        hint: `${row.receiptNumber} · ${say(stateWords, row.state)} · ${row.placeText} · ${dates.moment(row.filedAt)}`,
      }))}
      onChange={onChange}
      error={error}
    >
      {hint && <p className="soft small">{hint}</p>}
      <div className="text-search">
        <Input
          type="search"
          aria-label={t('searchCase')}
          placeholder={t('searchCase')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault()
            search()
          }}
        />
        <Button onClick={search}>{t('searchButton')}</Button>
      </div>
      <div role="status">
        {pending && <Loading rows={2} />}
        {!pending && !failed && rows.length === 0 && <p className="soft">{t('nothingFound')}</p>}
        {!asked && rows.length > 0 && <p className="soft small">{t('likely')}</p>}
      </div>
      {failed && <Failure error={failed} />}
    </OneOf>
  )
}
