import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { postWords } from './words.ts'

export type HistoryEntry = { id: string; at: string; step: string; by: string; words: string; more?: string | undefined }

/** What happened, the latest first. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  const t = useWords(postWords)
  const dates = useDates()
  return (
    <section className="card stack" aria-labelledby="post-history">
      <h2 id="post-history">{t('timeline')}</h2>
      <ol className="timeline">
        {entries.toReversed().map((entry) => (
          <li key={entry.id}>
            <p className="row">
              <strong>{entry.step}</strong>
              <span className="soft small">
                {entry.by || t('system')} · <time dateTime={entry.at}>{dates.moment(entry.at)}</time>
              </span>
            </p>
            {entry.words && (
              <p className="said" dir="auto">
                {entry.words}
              </p>
            )}
            {entry.more && <p className="soft">{entry.more}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
