import type { AssistedFiling } from '@ejia/contract/inbox.ts'
import type { RequestKind } from '@ejia/contract/requests.ts'
import { channelWords, kindWords } from '@ejia/dictionary/words.ts'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { CategoryPicker } from '../requests/pickers/category-picker.tsx'
import { PhotosField } from '../requests/pickers/photos-field.tsx'
import { PlacePicker } from '../requests/pickers/place-picker.tsx'
import { useMe } from '../sessions/session.ts'
import type { FilingDraft } from './filing-draft.ts'
import { ForWhom } from './for-whom.tsx'
import { SimilarCases } from './similar-cases.tsx'
import { filingWords } from './words.ts'

const channels: readonly AssistedFiling['channel'][] = ['walkIn', 'phone', 'patrol', 'visit', 'meeting', 'hotline12345']

type Props = {
  draft: FilingDraft
  onChange: (part: Partial<FilingDraft>) => void
  onDrop: () => void
  onSubmit: () => void
  pending: boolean
  refusal: Refusal | null
}

/** At most three things are typed: what, the door, a phone number. The rest is chosen. */
export function FilingForm({ draft, onChange, onDrop, onSubmit, pending, refusal }: Props) {
  const t = useWords(filingWords)
  const say = useShared()
  const { at } = useRefusals()
  const me = useMe()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="form filing" onSubmit={submit} noValidate>
      <div className="card form">
        <OneOf
          legend={t('channel')}
          value={draft.channel}
          options={channels.map((value) => ({ value, label: say(channelWords, value) }))}
          onChange={(channel) => onChange({ channel })}
          error={at(refusal, 'channel')}
        />
        {draft.channel === 'hotline12345' && (
          <Field label={t('externalNumber')} optional error={at(refusal, 'externalNumber')}>
            {(control) => (
              <Input {...control} maxLength={60} value={draft.externalNumber} onChange={(event) => onChange({ externalNumber: event.target.value })} />
            )}
          </Field>
        )}
        <div>
          <Field label={t('text')} hint={t('textHint')} error={at(refusal, 'text')}>
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 3, maxRows: 12 }}
                maxLength={5000}
                dir="auto"
                value={draft.text}
                onChange={(event) => onChange({ text: event.target.value })}
              />
            )}
          </Field>
          <SimilarCases text={draft.text} place={draft.place} />
        </div>
        <div className="two">
          <CategoryPicker
            subdistrict={me?.home?.code.slice(0, 9) ?? ''}
            label={t('category')}
            value={draft.category}
            onChange={(category, kind) => onChange({ category, kind })}
            error={at(refusal, 'category')}
          />
          {draft.kind !== '' && (
            <Field label={t('kind')} error={at(refusal, 'kind')}>
              {(control) => (
                <Pick
                  {...control}
                  value={draft.kind}
                  options={(Object.keys(kindWords) as RequestKind[]).map((value) => ({ value, label: say(kindWords, value) }))}
                  onChange={(kind) => onChange({ kind })}
                />
              )}
            </Field>
          )}
        </div>
        <PhotosField value={draft.photoIds} onChange={(photoIds) => onChange({ photoIds })} error={at(refusal, 'photoIds')} />
      </div>
      <section className="card form" aria-labelledby="filing-where">
        <h2 id="filing-where">{t('where')}</h2>
        <PlacePicker value={draft.place} onChange={(place) => onChange({ place })} error={at(refusal, 'place')} />
      </section>
      <ForWhom draft={draft} onChange={onChange} refusal={refusal} />
      <FormRefusal refusal={refusal} />
      <div className="form-buttons filing-buttons">
        <Button type="primary" size="large" htmlType="submit" loading={pending}>
          {t('submit')}
        </Button>
        <Button size="large" onClick={onDrop}>
          {t('drop')}
        </Button>
      </div>
    </form>
  )
}
