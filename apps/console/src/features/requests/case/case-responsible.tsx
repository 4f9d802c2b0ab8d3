import type { RequestCase } from '@ejia/contract/requests.ts'
import { dutyWords, fillWords, routeWords } from '@ejia/dictionary/words.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useBilingual, useShared, useWords } from '../../../dictionary/words.ts'
import { caseWords } from '../words.ts'

/** Who answers for it, and why it came here: the route in sentences. */
export function CaseResponsible({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const say = useShared()
  const both = useBilingual()
  const dates = useDates()
  const { responsible, firstReceiver, route, duty, category } = request
  const first = [firstReceiver.area.name, firstReceiver.person?.name].filter(Boolean).join(' ')
  return (
    <section className="card stack" aria-labelledby="case-who">
      <h2 id="case-who">{t('who')}</h2>
      <p>
        <strong>{responsible.unit?.name ?? t('team', { area: responsible.area.name })}</strong>
        {' · '}
        {responsible.person?.name ?? <span className="soft">{t('notYetPerson')}</span>}
      </p>
      <p className="soft">
        {firstReceiver.until ? t('firstReceiverDone', { name: first, moment: dates.moment(firstReceiver.until) }) : t('firstReceiver', { name: first })}
      </p>
      <div>
        <h3>{t('why')}</h3>
        <ol className="why">
          {route.map(({ code, params }) => (
            <li key={code}>{fillWords(say(routeWords, code), { ...params, category: both(category.name) })}</li>
          ))}
          {route.length === 0 && <li>{say(dutyWords, duty)}</li>}
        </ol>
      </div>
    </section>
  )
}
