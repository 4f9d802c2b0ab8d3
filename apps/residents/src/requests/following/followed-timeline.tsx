import type { FollowedRequest } from '@ejia/contract/intake.ts'
import { useWords } from '../../dictionary/words.ts'
import { useDates } from '../../dictionary/use-dates.ts'
import { Timeline } from '../../ui/timeline.tsx'
import type { FollowSource } from './follow-source.ts'
import { SentPhotos } from './sent-photos.tsx'
import { stepWord } from './step-words.ts'
import { requestWords } from '../words.ts'

export function FollowedTimeline({ request, source }: { request: FollowedRequest; source: FollowSource }) {
  const t = useWords(requestWords)
  const dates = useDates()
  const newestFirst = [...request.timeline].sort((one, other) => other.at.localeCompare(one.at) || other.id.localeCompare(one.id))
  return (
    <Timeline
      items={newestFirst.map((entry, at) => {
        const own = entry.by.kind === 'reporter'
        return {
          id: entry.id,
          when: dates.moment(entry.at),
          title: t(stepWord(entry.step, requestWords.zh)),
          ...(own ? { by: t('you') } : entry.by.kind === 'staff' && entry.by.name ? { by: entry.by.name } : {}),
          current: at === 0,
          // What was filed, with its photos, stands below as the report itself.
          children: entry.step !== 'filed' && (entry.told || entry.photos.length > 0) && (
            <>
              {entry.told && <p className={own ? 'told told-own' : 'told'}>{entry.told}</p>}
              <SentPhotos photos={entry.photos} source={source} />
            </>
          ),
        }
      })}
    />
  )
}
