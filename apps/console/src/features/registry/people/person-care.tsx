import type { CareEntry, Person } from '@ejia/contract/registry.ts'
import { careGroupWords, careLevelWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { FormRefusal } from '../../../ui/states.tsx'
import { registryWords } from '../words.ts'

/** Seen by the trio of the grid alone; no entry is without the day on which it is looked at again. */
export function PersonCare({ person, care, onDone }: { person: Person; care: readonly CareEntry[]; onDone: () => unknown }) {
  const t = useWords(registryWords)
  return (
    <section className="card stack" aria-labelledby="care">
      <h2 id="care">{t('care')}</h2>
      {care.length === 0 && <p className="soft">{t('noCare')}</p>}
      {care.map((entry) => (
        <Entry key={entry.id} entry={entry} editable={person.allowedMoves.includes('addCare')} onDone={onDone} />
      ))}
    </section>
  )
}

const quarterMs = 91 * 86_400_000

function Entry({ entry, editable, onDone }: { entry: CareEntry; editable: boolean; onDone: () => unknown }) {
  const t = useWords(registryWords)
  const say = useShared()
  const dates = useDates()
  const id = useId()
  const [reviewOn, setReviewOn] = useState(new Date(dates.now.getTime() + quarterMs).toISOString().slice(0, 10))
  const review = useMutation({
    mutationFn: (outcome: 'continue' | 'end') => api.registry.reviewCare({ careId: entry.id, outcome, ...(outcome === 'continue' && { reviewOn }) }),
    onSuccess: onDone,
  })
  return (
    <div className="member">
      <p className="row">
        <strong>{say(careGroupWords, entry.group)}</strong>
        <span>{say(careLevelWords, entry.level)}</span>
        <span className={entry.isDue ? 'tag tag-wait' : 'soft'}>
          {entry.isDue ? t('dueMark') : t('reviewOn')} {dates.day(entry.reviewOn)}
        </span>
      </p>
      {entry.needs && <p dir="auto">{entry.needs}</p>}
      {review.error && <FormRefusal refusal={refusalOf(review.error)} />}
      {editable && (
        <div className="row">
          <label htmlFor={id}>{t('reviewOn')}</label>
          <Input id={id} type="date" style={{ width: 180 }} value={reviewOn} onChange={(event) => setReviewOn(event.target.value)} />
          <Button loading={review.isPending} onClick={() => review.mutate('continue')} aria-label={`${say(careGroupWords, entry.group)} ${t('goOn')}`}>
            {t('goOn')}
          </Button>
          <Button onClick={() => review.mutate('end')} aria-label={`${say(careGroupWords, entry.group)} ${t('over')}`}>
            {t('over')}
          </Button>
        </div>
      )}
    </div>
  )
}
