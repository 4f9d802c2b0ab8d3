import type { Photo } from '@ejia/contract/requests.ts'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../dictionary/words.ts'
import { type PhotoOwner, photoUrl } from '../../../platform/api.ts'
import { caseWords } from '../words.ts'

export function CasePhotos({ owner, photos }: { owner: PhotoOwner; photos: readonly Photo[] }) {
  const t = useWords(caseWords)
  const [shown, setShown] = useState<number | null>(null)
  const count = photos.length
  if (count === 0) return null
  const current = shown === null ? undefined : photos[shown]
  const label = (index: number) => t('photo', { number: index + 1, count })
  return (
    <>
      <ul className="photos" aria-label={t('photos')}>
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <button type="button" onClick={() => setShown(index)}>
              <img src={photoUrl(owner, photo.id, 'small')} alt={label(index)} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      <Modal
        open={current !== undefined}
        title={shown === null ? '' : label(shown)}
        onCancel={() => setShown(null)}
        width="min(1100px, 96vw)"
        centered
        footer={
          count > 1 && (
            <div className="row">
              <Button disabled={shown === 0} onClick={() => setShown((shown ?? 0) - 1)}>
                {t('previous')}
              </Button>
              <Button disabled={shown === count - 1} onClick={() => setShown((shown ?? 0) + 1)}>
                {t('next')}
              </Button>
            </div>
          )
        }
      >
        {current && shown !== null && (
          <img className="photo-large" src={photoUrl(owner, current.id, 'large')} width={current.width} height={current.height} alt={label(shown)} />
        )}
      </Modal>
    </>
  )
}
