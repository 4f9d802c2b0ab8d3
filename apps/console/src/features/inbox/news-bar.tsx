import { useEffect, useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { hearLive } from '../../platform/live-news.ts'
import { inboxWords } from './words.ts'

/** Counts what changed since the list was read. The list moves when the person says so, never under the finger. */
export function NewsBar({ onRefresh }: { onRefresh: () => void }) {
  const t = useWords(inboxWords)
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  useEffect(
    () =>
      hearLive(({ requestId }) => {
        if (requestId) setChanged((before) => new Set(before).add(requestId))
      }),
    [],
  )
  return (
    <div className="news-place" role="status">
      {changed.size > 0 && (
        <button
          type="button"
          className="news-bar"
          onClick={() => {
            setChanged(new Set())
            onRefresh()
          }}
        >
          {t('news', { count: changed.size })}
        </button>
      )}
    </div>
  )
}
