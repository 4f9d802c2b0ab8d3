import { useState } from 'react'
import { loadPlaces } from '../areas/places.ts'
import { useWords } from '../dictionary/words.ts'
import { api, type Refusal } from '../platform/api.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-enterprise-page.tsx'
import { enterpriseWords } from './words.ts'

export function LinkForm({ refusal, change }: { refusal: Refusal | null; change: Change }) {
  const t = useWords(enterpriseWords)
  const { at } = useRefusals()
  const places = useLoad('places', loadPlaces)
  const subdistrict = places.state === 'ready' ? places.data.subdistrict.code : ''
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  async function send() {
    const nameOrCode = typed.trim()
    setMissing(nameOrCode === '')
    if (nameOrCode === '' || busy) return
    setBusy(true)
    if (await change(() => api.ownEnterprises.link({ subdistrict, nameOrCode }))) setTyped('')
    setBusy(false)
  }
  return (
    <Section title={t('linkTitle')}>
      <p>{t('linkLead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field
          label={t('nameOrCode')}
          maxLength={120}
          autoComplete="organization"
          value={typed}
          error={missing ? t('missing') : at(refusal, 'nameOrCode')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="button-row spaced">
          <Button type="submit" weight="primary" busy={busy}>
            {t('find')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
