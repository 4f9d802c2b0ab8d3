import type { RequestCase } from '@ejia/contract/requests.ts'
import { partyWords } from '@ejia/dictionary/words.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { caseWords } from '../words.ts'

/** A party found not responsible is shown as cleared and nothing else is told about it. */
export function CaseParties({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const say = useShared()
  if (request.parties.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="case-parties">
      <h2 id="case-parties">{t('parties')}</h2>
      <ul className="line-list">
        {request.parties.map(({ id, role, dwelling, name, note }) => (
          <li key={id}>
            <span>
              <span className={role === 'cleared' ? 'tag tag-done' : 'tag tag-plain'}>{say(partyWords, role)}</span> <strong>{dwelling}</strong>{' '}
              {role !== 'cleared' && (name ?? <span className="soft">{t('nameHidden')}</span>)}
              <br />
              <span className="soft small">{role === 'cleared' ? t('clearedNote') : note}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
