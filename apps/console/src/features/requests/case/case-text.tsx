import type { RequestCase } from '@ejia/contract/requests.ts'
import { channelWords } from '@ejia/dictionary/words.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { CasePhotos } from './case-photos.tsx'
import { caseWords } from '../words.ts'

export function CaseText({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const say = useShared()
  const dates = useDates()
  return (
    <section className="card stack" aria-labelledby="case-said">
      <h2 id="case-said">{t('said')}</h2>
      <p className="said case-text" dir="auto">
        {request.text}
      </p>
      <CasePhotos owner={{ of: 'requests', id: request.id }} photos={request.photos} />
      <p className="soft small">{t('filed', { moment: dates.moment(request.filedAt), channel: say(channelWords, request.channel) })}</p>
      {request.externalNumber && <p className="soft small">{t('externalNumber', { number: request.externalNumber })}</p>}
      {request.textHistory.length > 0 && (
        <details>
          <summary>{t('earlierText', { count: request.textHistory.length })}</summary>
          {request.textHistory.map(({ text, until }) => (
            <div key={until}>
              <p className="soft small">{t('textUntil', { moment: dates.moment(until) })}</p>
              <p className="said" dir="auto">
                {text}
              </p>
            </div>
          ))}
        </details>
      )}
    </section>
  )
}
