import type { PlaceInput } from '@ejia/contract/intake.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { filingWords } from './words.ts'

const leastLetters = 4
const quietMs = 600

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** While typing: what was reported at the same place in similar words. A hint, never a hurdle. */
export function SimilarCases({ text, place }: { text: string; place: PlaceInput }) {
  const t = useWords(filingWords)
  const dates = useDates()
  const settled = useSettled(text.trim())
  const { areaCode, buildingId } = place
  const similar = useQuery({
    queryKey: ['similar', settled, areaCode, buildingId],
    queryFn: () => api.requests.similar({ text: settled.slice(0, 1000), ...(areaCode && { areaCode }), ...(buildingId && { buildingId }) }),
    enabled: settled.length >= leastLetters,
    placeholderData: keepPreviousData,
  })
  const rows = settled.length >= leastLetters ? (similar.data?.rows ?? []) : []
  return (
    <div role="status">
      {rows.length > 0 && (
        <div className="similar">
          <h3>{t('similarTitle')}</h3>
          <p className="small">{t('similarHint')}</p>
          <ul className="line-list">
            {rows.map((row) => (
              <li key={row.id}>
                <span>
                  <Link to="/requests/$requestId" params={{ requestId: row.id }}>
                    {row.excerpt}
                  </Link>
                  <br />
                  <span className="soft small">
                    {t('similarLine', { receipt: row.receiptNumber, place: row.placeText, moment: dates.moment(row.filedAt) })}
                  </span>
                </span>
                <StateTag state={row.state} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
