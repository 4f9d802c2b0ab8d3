import { useEffect, useId, useRef, useState } from 'react'
import { compressPhoto, previewUrl } from '../platform/photos.ts'
import { useWords } from '../dictionary/words.ts'
import { Icon } from './icon.tsx'
import { uiWords } from './words.ts'

export type PickedPhoto = { id: string; photo: Blob }
type PhotoPickerProps = {
  label: string
  hint?: string
  photos: readonly PickedPhoto[]
  max: number
  onAdd: (photos: Blob[]) => void
  onRemove: (id: string) => void
  error?: string | undefined
}

/** A real file input: the phone itself offers camera or album. Photos are made smaller before they are kept. */
export function PhotoPicker({ label, hint, photos, max, onAdd, onRemove, error }: PhotoPickerProps) {
  const t = useWords(uiWords)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState(false)
  const [problem, setProblem] = useState('')
  const left = max - photos.length

  async function take(files: FileList | null) {
    if (!files?.length) return
    setReading(true)
    setProblem(files.length > left ? t('tooManyPhotos', { max }) : '')
    const taken: Blob[] = []
    for (const file of [...files].slice(0, left)) {
      const outcome = await compressPhoto(file)
      if (outcome === 'notAPhoto') setProblem(t('notAPhoto'))
      else if (outcome === 'tooLarge') setProblem(t('photoTooLarge'))
      else taken.push(outcome)
    }
    if (taken.length > 0) onAdd(taken)
    setReading(false)
    if (input.current) input.current.value = ''
  }

  return (
    <div className="field">
      <p className="field-label" id={`${id}-label`}>
        {label}
      </p>
      <p className="field-hint" id={`${id}-hint`}>
        {hint} {t('photosLeft', { max, left })}
      </p>
      <ul className="photos" aria-labelledby={`${id}-label`}>
        {photos.map((picked, at) => (
          <li key={picked.id} className="photo">
            <Preview photo={picked.photo} alt={t('photoOf', { at: at + 1 })} />
            <button type="button" className="photo-remove" aria-label={t('removePhoto', { at: at + 1 })} onClick={() => onRemove(picked.id)}>
              <Icon name="close" />
            </button>
          </li>
        ))}
        {left > 0 && (
          <li className="photo">
            <input
              ref={input}
              id={id}
              className="photo-input"
              type="file"
              accept="image/*"
              multiple
              aria-describedby={`${id}-hint`}
              onChange={(event) => void take(event.target.files)}
            />
            <label htmlFor={id} className="photo-add">
              <Icon name="camera" />
              <span>{t('addPhoto')}</span>
            </label>
          </li>
        )}
      </ul>
      <p className="field-hint" aria-live="polite">
        {reading ? t('readingPhoto') : ''}
      </p>
      {(problem || error) && (
        <p className="field-error" role="alert">
          {problem || error}
        </p>
      )}
    </div>
  )
}

function Preview({ photo, alt }: { photo: Blob; alt: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let current = true
    void previewUrl(photo).then((url) => current && setAddress(url))
    return () => {
      current = false
    }
  }, [photo])
  return <img src={address} alt={alt} />
}
