import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { api } from '../platform/api.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-page.tsx'
import { ownWords } from './words.ts'

export function DeleteForm({ change }: { change: Change }) {
  const t = useWords(ownWords)
  const [words, setWords] = useState('')
  const [busy, setBusy] = useState(false)
  async function send() {
    if (busy) return
    setBusy(true)
    await change(() => api.rights.askDeletion(words.trim() ? { words: words.trim() } : {}))
    setBusy(false)
  }
  return (
    <Section title={t('deleteTitle')}>
      <p>{t('deleteLead')}</p>
      <TextArea label={t('words')} optional max={500} rows={3} value={words} onChange={(event) => setWords(event.target.value)} />
      <div className="button-row spaced">
        <Button weight="danger" busy={busy} onClick={() => void send()}>
          {t('deleteMe')}
        </Button>
        <ButtonLink to="/own">{t('cancel')}</ButtonLink>
      </div>
    </Section>
  )
}
