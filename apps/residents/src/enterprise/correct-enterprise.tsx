import { EnterpriseSize } from '@ejia/contract/enterprises.ts'
import type { EnterpriseFacts, OwnEnterprise } from '@ejia/contract/own-enterprises.ts'
import { enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { useState } from 'react'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { api, type Refusal } from '../platform/api.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Field, Select, TextArea } from '../ui/field.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-enterprise-page.tsx'
import { enterpriseWords } from './words.ts'

const fields = ['name', 'creditCode', 'industry', 'address', 'contactName', 'contactPhone'] as const
const longest = { name: 120, creditCode: 30, industry: 60, address: 200, contactName: 60, contactPhone: 24 }

/** Only what is to change is sent. */
export function CorrectEnterprise({ row, refusal, change }: { row: OwnEnterprise; refusal: Refusal | null; change: Change }) {
  const t = useWords(enterpriseWords)
  const say = useBilingual()
  const { at } = useRefusals()
  const [typed, setTyped] = useState<Partial<Record<(typeof fields)[number] | 'size' | 'words', string>>>({})
  const [busy, setBusy] = useState(false)
  const facts: EnterpriseFacts = Object.fromEntries(
    [...fields, 'size' as const].flatMap((field) => (typed[field]?.trim() ? [[field, typed[field].trim()] as const] : [])),
  )
  // The refusal names the fact inside `facts`.
  const inner = refusal && ({ ...refusal, issues: refusal.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })) } as Refusal)
  const words = typed.words?.trim()
  async function send() {
    if (busy) return
    setBusy(true)
    await change(() => api.ownEnterprises.propose({ enterpriseId: row.id, facts, ...(words && { words }) }))
    setBusy(false)
  }
  return (
    <Section title={t('correctTitle', { name: row.name })}>
      <p>{t('correctLead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {fields.map((field) => (
          <Field
            key={field}
            label={t(field)}
            optional
            maxLength={longest[field]}
            {...(field === 'contactPhone' && { type: 'tel' as const })}
            value={typed[field] ?? ''}
            error={at(inner, field)}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        ))}
        <Select
          label={t('size')}
          optional
          empty={t('keep')}
          value={typed.size ?? ''}
          choices={EnterpriseSize.options.map((value) => ({ value, label: say(enterpriseSizeWords[value]) }))}
          onChange={(event) => setTyped({ ...typed, size: event.target.value })}
        />
        <TextArea
          label={t('words')}
          optional
          max={500}
          rows={3}
          value={typed.words ?? ''}
          onChange={(event) => setTyped({ ...typed, words: event.target.value })}
        />
        <div className="button-row spaced">
          <Button type="submit" weight="primary" busy={busy}>
            {t('send')}
          </Button>
          <ButtonLink to="/own-enterprise">{t('cancel')}</ButtonLink>
        </div>
      </form>
    </Section>
  )
}
