import type { PersonFacts } from '@ejia/contract/registry.ts'
import { sexWords } from '@ejia/dictionary/registry-words.ts'
import { useState } from 'react'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { api, type Refusal } from '../platform/api.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Field, Select, TextArea } from '../ui/field.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-page.tsx'
import { ownWords } from './words.ts'

const empty = { name: '', phone: '', birthDate: '', sex: '', words: '' }

export function CorrectForm({ refusal, change }: { refusal: Refusal | null; change: Change }) {
  const t = useWords(ownWords)
  const say = useBilingual()
  const { at } = useRefusals()
  const [typed, setTyped] = useState(empty)
  const [busy, setBusy] = useState(false)
  const put = (part: Partial<typeof empty>) => setTyped({ ...typed, ...part })
  const facts: PersonFacts = {
    ...(typed.name.trim() && { name: typed.name.trim() }),
    ...(typed.phone.trim() && { phone: typed.phone.trim() }),
    ...(typed.birthDate && { birthDate: typed.birthDate }),
    ...((typed.sex === 'female' || typed.sex === 'male') && { sex: typed.sex }),
  }
  // The refusal names the fact inside `facts`.
  const fault = (field: string) =>
    at(refusal && ({ ...refusal, issues: refusal.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })) } as Refusal), field)
  async function send() {
    if (busy) return
    setBusy(true)
    await change(() => api.rights.propose({ facts, ...(typed.words.trim() && { words: typed.words.trim() }) }))
    setBusy(false)
  }
  return (
    <Section title={t('correctTitle')}>
      <p>{t('correctLead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field
          label={t('name')}
          optional
          maxLength={60}
          value={typed.name}
          error={refusal ? fault('name') : undefined}
          onChange={(event) => put({ name: event.target.value })}
        />
        <Field
          label={t('phone')}
          optional
          type="tel"
          maxLength={24}
          value={typed.phone}
          error={refusal ? fault('phone') : undefined}
          onChange={(event) => put({ phone: event.target.value })}
        />
        <Field
          label={t('birthDate')}
          optional
          type="date"
          value={typed.birthDate}
          error={refusal ? fault('birthDate') : undefined}
          onChange={(event) => put({ birthDate: event.target.value })}
        />
        <Select
          label={t('sex')}
          optional
          empty={t('keep')}
          value={typed.sex}
          choices={(['female', 'male'] as const).map((value) => ({ value, label: say(sexWords[value]) }))}
          onChange={(event) => put({ sex: event.target.value })}
        />
        <TextArea label={t('words')} optional max={500} rows={3} value={typed.words} onChange={(event) => put({ words: event.target.value })} />
        <div className="button-row spaced">
          <Button type="submit" weight="primary" busy={busy}>
            {t('send')}
          </Button>
          <ButtonLink to="/own">{t('cancel')}</ButtonLink>
        </div>
      </form>
    </Section>
  )
}
