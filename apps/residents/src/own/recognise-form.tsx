import { useState } from 'react'
import { loadPlaces } from '../areas/places.ts'
import { useWords } from '../dictionary/words.ts'
import { api, type Refusal } from '../platform/api.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-page.tsx'
import { ownWords } from './words.ts'

export function RecogniseForm({ refusal, change, waiting }: { refusal: Refusal | null; change: Change; waiting: boolean }) {
  const t = useWords(ownWords)
  const { at } = useRefusals()
  const places = useLoad('places', loadPlaces)
  const subdistrict = places.state === 'ready' ? places.data.subdistrict.code : ''
  const [typed, setTyped] = useState({ name: '', address: '' })
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  if (waiting) return null
  async function send() {
    setMissing(typed.name.trim() === '')
    if (typed.name.trim() === '' || busy) return
    setBusy(true)
    await change(() => api.rights.link({ subdistrict, name: typed.name.trim(), ...(typed.address.trim() && { address: typed.address.trim() }) }))
    setBusy(false)
  }
  return (
    <Section title={t('notKnown')}>
      <p>{t('notKnownLead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field
          label={t('name')}
          autoComplete="name"
          maxLength={60}
          value={typed.name}
          error={missing ? t('nameMissing') : at(refusal, 'name')}
          onChange={(event) => setTyped({ ...typed, name: event.target.value })}
        />
        <Field
          label={t('address')}
          optional
          maxLength={200}
          value={typed.address}
          error={at(refusal, 'address')}
          onChange={(event) => setTyped({ ...typed, address: event.target.value })}
        />
        <div className="button-row spaced">
          <Button type="submit" weight="primary" busy={busy}>
            {t('recognise')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
