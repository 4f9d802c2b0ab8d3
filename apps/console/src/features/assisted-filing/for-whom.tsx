import { Input } from 'antd'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { OneOf } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import type { FilingDraft } from './filing-draft.ts'
import { filingWords } from './words.ts'

type Props = { draft: FilingDraft; onChange: (part: Partial<FilingDraft>) => void; refusal: Refusal | null }

/** Consent is asked as soon as somebody's name or number is written down. */
export function ForWhom({ draft, onChange, refusal }: Props) {
  const t = useWords(filingWords)
  const { at } = useRefusals()
  const named = draft.name.trim() !== '' || draft.phone.trim() !== ''
  return (
    <section className="card form" aria-labelledby="filing-whom">
      <div>
        <h2 id="filing-whom">{t('whom')}</h2>
        <p className="soft small">{t('whomHint')}</p>
      </div>
      <div className="two">
        <Field label={t('phone')} optional error={at(refusal, 'phone')}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              autoComplete="off"
              maxLength={24}
              value={draft.phone}
              onChange={(event) => onChange({ phone: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('name')} optional error={at(refusal, 'name')}>
          {(control) => (
            <Input {...control} autoComplete="off" maxLength={60} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
          )}
        </Field>
      </div>
      {named && (
        <OneOf
          legend={t('consent')}
          value={draft.consent}
          options={(['spoken', 'written', 'notAsked'] as const).map((value) => ({ value, label: t(`consent_${value}`) }))}
          onChange={(consent) => onChange({ consent })}
          error={at(refusal, 'consent')}
        />
      )}
    </section>
  )
}
