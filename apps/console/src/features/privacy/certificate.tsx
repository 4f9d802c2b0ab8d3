import type { PurposeEnding } from '@ejia/contract/purposes.ts'
import { dataPurposeWords, personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { Button } from 'antd'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { privacyWords } from './words.ts'
import './certificate.css'

/** Fits on one printed page: what was destroyed, who asked, who approved, and where the audit log stood. */
export function Certificate({ ending }: { ending: PurposeEnding }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const dates = useDates()
  const { destroyed } = ending
  const counts = (rows: PurposeEnding['destroyed']['values']) => rows.map((row) => `${say(personFieldWords, row.field)} ${row.count}`).join('，') || t('none')
  const whole = (instant: string | null) =>
    instant === null ? '' : `${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')}`
  const rows = [
    [t('number'), ending.id],
    [t('reasonOf'), ending.reason],
    [t('asker'), `${ending.askedBy} · ${whole(ending.askedAt)}`],
    [t('approver'), `${ending.decidedBy ?? ''} · ${ending.decidedWords ?? ''}`],
    [t('approvedAt'), whole(ending.decidedAt)],
    [t('endedAt'), whole(ending.endedAt)],
    [t('destroyedValues'), counts(destroyed.values)],
    [t('people'), destroyed.people],
    [t('history'), destroyed.history],
    [t('importRows'), destroyed.importRows],
    [t('exportFilesCount'), destroyed.exportFiles],
    [t('stayedValues'), counts(destroyed.stayed)],
  ] as const
  return (
    <article className="card stack certificate" aria-label={t('certificate')}>
      <p>{t('certificateText', { subdistrict: ending.subdistrict.name, purpose: say(dataPurposeWords, ending.purpose), time: whole(ending.endedAt) })}</p>
      <dl className="certificate-rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
        {ending.chain && (
          <div>
            <dt>{t('chain')}</dt>
            <dd>
              <code>
                {ending.chain.seq} · {ending.chain.hash}
              </code>
            </dd>
          </div>
        )}
      </dl>
      <p className="soft small">{t('chainNote')}</p>
      {ending.restartedBy && ending.restartedAt && <p>{t('restarted', { name: ending.restartedBy, time: dates.moment(ending.restartedAt) })}</p>}
      <div className="form-buttons not-printed">
        <Button size="large" onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
    </article>
  )
}
