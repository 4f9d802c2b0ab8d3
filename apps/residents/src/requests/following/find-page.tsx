import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../../platform/api.ts'
import { useGo } from '../../platform/navigation.tsx'
import { startAtField } from '../../platform/document.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { LinkCard } from '../../ui/link-card.tsx'
import { Page } from '../../ui/page.tsx'
import { renewReceipt } from '../kept.ts'
import { requestWords } from '../words.ts'

export default function FindPage() {
  const t = useWords(requestWords)
  const go = useGo()
  const { say, at } = useRefusals()
  const [receiptNumber, setReceiptNumber] = useState('')
  const [phoneEnding, setPhoneEnding] = useState('')
  const [checked, setChecked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const wrongEnding = !/^\d{4}$/.test(phoneEnding.trim())

  async function find() {
    setChecked(true)
    if (receiptNumber.trim() === '') return startAtField('receiptNumber')
    if (wrongEnding) return startAtField('phoneEnding')
    setBusy(true)
    setRefusal(null)
    try {
      const { followKey } = await api.intake.findByReceipt({ receiptNumber: receiptNumber.trim(), phoneEnding: phoneEnding.trim() })
      await renewReceipt(receiptNumber.trim(), followKey)
      go(`/r/${followKey}`)
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
      setBusy(false)
    }
  }

  return (
    <Page title={t('findTitle')} back="/" lead={t('findLead')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void find()
        }}
      >
        <Field
          name="receiptNumber"
          label={t('findNumber')}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={40}
          value={receiptNumber}
          error={checked && receiptNumber.trim() === '' ? t('textNeeded') : at(refusal, 'receiptNumber')}
          onChange={(event) => setReceiptNumber(event.target.value)}
        />
        <Field
          name="phoneEnding"
          label={t('phoneEnding')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={phoneEnding}
          error={checked && wrongEnding ? t('phoneEndingWrong') : at(refusal, 'phoneEnding')}
          onChange={(event) => setPhoneEnding(event.target.value)}
        />
        {refusal && (
          <Banner tone="danger" live>
            <p>{refusal.code === 'not_found' ? t('findNotFound') : say(refusal)}</p>
          </Banner>
        )}
        <Button type="submit" weight="primary" wide busy={busy} icon="search">
          {t('find')}
        </Button>
      </form>
      <div className="link-cards spaced">
        <LinkCard to="/my" icon="list" title={t('myTitle')} />
      </div>
    </Page>
  )
}
