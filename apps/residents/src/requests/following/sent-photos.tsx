import { useWords } from '../../dictionary/words.ts'
import type { FollowSource } from './follow-source.ts'
import { requestWords } from '../words.ts'

export function SentPhotos({ photos, source }: { photos: readonly { id: string; width: number; height: number }[]; source: FollowSource }) {
  const t = useWords(requestWords)
  if (photos.length === 0) return null
  return (
    <ul className="photos">
      {photos.map((photo, at) => (
        <li key={photo.id} className="photo">
          <a href={source.photoUrl(photo.id, 'large')} target="_blank" rel="noreferrer">
            <img src={source.photoUrl(photo.id, 'small')} alt={t('photoAlt', { at: at + 1 })} loading="lazy" width={photo.width} height={photo.height} />
          </a>
        </li>
      ))}
    </ul>
  )
}
