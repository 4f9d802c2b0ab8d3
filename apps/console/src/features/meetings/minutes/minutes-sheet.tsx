import type { Minutes } from '@ejia/contract/meetings.ts'
import { useWords } from '../../../dictionary/words.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { meetingWords } from '../words.ts'
import './minutes.css'

/** The same layout as the Word file, as far as a screen goes: 一、 and （一） begin headings. */
export function MinutesSheet({ minutes }: { minutes: Minutes }) {
  const t = useWords(meetingWords)
  // The same sentence may stand twice: its place in the text is its key.
  const lines = minutes.body
    .split('\n')
    .map((words, place) => ({ words: words.trim(), place }))
    .filter(({ words }) => words !== '')
  return (
    <article className="card minutes" lang="zh">
      <h2>{minutes.title}</h2>
      <p className="minutes-number">{minutes.number}</p>
      {lines.map(({ words, place }) =>
        /^[一二三四五六七八九十]+、/u.test(words) ? (
          <h3 key={place}>{words}</h3>
        ) : /^（[一二三四五六七八九十]+）/u.test(words) ? (
          <h4 key={place}>{words}</h4>
        ) : (
          <p key={place} className="minutes-line">
            {words}
          </p>
        ),
      )}
      {minutes.tasks.length > 0 && (
        <DataTable
          caption={t('taskTable')}
          keyOf={(row) => `${row.title}${row.owner}${row.dueOn}`}
          rows={minutes.tasks}
          columns={[
            { title: t('task'), cell: (row) => row.title },
            { title: t('owner'), cell: (row) => row.owner },
            { title: t('dueOn'), cell: (row) => row.dueOn },
          ]}
        />
      )}
      <p className="minutes-signed">
        {minutes.signed}
        <br />
        {minutes.day}
      </p>
    </article>
  )
}
