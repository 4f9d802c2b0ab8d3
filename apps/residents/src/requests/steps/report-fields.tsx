import { useWords } from '../../dictionary/words.ts'
import { Field, Switch } from '../../ui/field.tsx'
import { PhotoPicker } from '../../ui/photo-picker.tsx'
import { addPhotos, changeDraft, removePhoto, useDraft } from '../draft/draft.ts'
import { mostPhotos } from '../draft/draft-filing.ts'
import { reportWords } from './report-words.ts'

export function PhotoFields({ error }: { error: string | undefined }) {
  const t = useWords(reportWords)
  const writing = useDraft()
  return (
    <PhotoPicker
      label={t('photos')}
      hint={t('photosHint')}
      photos={writing?.photos ?? []}
      max={mostPhotos}
      onAdd={addPhotos}
      onRemove={removePhoto}
      error={error}
    />
  )
}

/** Unit, floor, room: what a building alone does not say. */
export function PlaceDetailField() {
  const t = useWords(reportWords)
  const { draft } = useDraft() ?? {}
  if (!draft) return null
  return (
    <Field
      label={t('detail')}
      hint={t('detailHint')}
      optional
      name="placeDetail"
      maxLength={200}
      value={draft.placeDetail}
      onChange={(event) => changeDraft({ placeDetail: event.target.value })}
    />
  )
}

export function ContactFields({ phoneError }: { phoneError: string | undefined }) {
  const t = useWords(reportWords)
  const { draft } = useDraft() ?? {}
  if (!draft) return null
  return (
    <>
      <Field
        label={t('phone')}
        hint={t('phoneHint')}
        optional
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={24}
        value={draft.phone}
        error={phoneError}
        onChange={(event) => changeDraft({ phone: event.target.value })}
      />
      <Switch label={t('anonymous')} hint={t('anonymousHint')} checked={draft.anonymous} onChange={(anonymous) => changeDraft({ anonymous })} />
    </>
  )
}
