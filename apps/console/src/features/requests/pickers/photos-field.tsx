import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Failure } from '../../../ui/states.tsx'
import { formWords } from '../moves/words.ts'

const most = 9

type Props = { value: readonly string[]; onChange: (ids: string[]) => void; error?: string | undefined }

/** Photos go up at once; the form keeps their ids. */
export function PhotosField({ value, onChange, error }: Props) {
  const t = useWords(formWords)
  const chooser = useRef<HTMLInputElement>(null)
  const [previews, setPreviews] = useState<Record<string, string>>({})
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      const ids = [...value]
      for (const file of files.slice(0, most - value.length)) {
        const { id } = await api.intake.uploadPhoto({ photo: file })
        ids.push(id)
        setPreviews((before) => ({ ...before, [id]: URL.createObjectURL(file) }))
        onChange([...ids])
      }
    },
  })
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    upload.mutate([...(event.target.files ?? [])])
    event.target.value = ''
  }
  return (
    <div className="field" role="group" aria-label={t('photoIds')}>
      <input ref={chooser} type="file" accept="image/jpeg,image/png,image/webp" multiple hidden onChange={take} />
      {value.length > 0 && (
        <ul className="photos">
          {value.map((id, index) => (
            <li key={id}>
              {previews[id] && <img src={previews[id]} alt="" />}
              <Button size="small" onClick={() => onChange(value.filter((other) => other !== id))}>
                {t('removePhoto', { number: index + 1 })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button loading={upload.isPending} disabled={value.length >= most} onClick={() => chooser.current?.click()}>
          {upload.isPending ? t('uploading') : t('addPhoto')}
        </Button>
      </div>
      {upload.error && <Failure error={upload.error} />}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
