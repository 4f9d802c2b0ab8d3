import { useState } from 'react'
import { usePreferences } from '../platform/preferences.ts'
import { useWords } from '../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { startAtField } from '../platform/document.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Page, Section } from '../ui/page.tsx'
import { CodeForm, type SentCode } from './code-form.tsx'
import { signedIn, useSession, whereTo } from './session.ts'
import { sessionWords } from './words.ts'

export default function SignInPage() {
  const t = useWords(sessionWords)
  const { say, at } = useRefusals()
  const { demo } = useSession()
  const [phone, setPhone] = useState('')
  const [sent, setSent] = useState<SentCode | null>(null)
  const [checked, setChecked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function askCode() {
    setChecked(true)
    if (phone.trim() === '') return startAtField('phone')
    setBusy(true)
    setRefusal(null)
    try {
      setSent({ phone: phone.trim(), ...(await api.sessions.askPhoneCode({ phone: phone.trim() })) })
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
      startAtField('phone')
    }
    setBusy(false)
  }

  if (sent) return <CodeForm sent={sent} onAgain={setSent} onOther={() => setSent(null)} />
  return (
    <Page title={t('signInTitle')} back="/" lead={t('signInLead')} key="phone">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void askCode()
        }}
      >
        <Field
          name="phone"
          label={t('phone')}
          hint={t('phoneHint')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={24}
          value={phone}
          error={checked && phone.trim() === '' ? t('phoneMissing') : at(refusal, 'phone')}
          onChange={(event) => setPhone(event.target.value)}
        />
        {refusal && !at(refusal, 'phone') && (
          <Banner tone="danger" live>
            <p>{say(refusal)}</p>
          </Banner>
        )}
        <Button type="submit" weight="primary" wide busy={busy}>
          {t('sendCode')}
        </Button>
      </form>
      {demo && <DemoCards />}
    </Page>
  )
}

function DemoCards() {
  const t = useWords(sessionWords)
  const go = useGo()
  const query = useQuery()
  const { language } = usePreferences()
  const { say } = useRefusals()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const roles = useLoad('demo-roles', () => api.sessions.listDemoRoles())
  if (roles.state !== 'ready') return null
  const residents = roles.data.roles.filter(({ role }) => role === 'resident')
  if (residents.length === 0) return null

  async function enter(role: 'resident') {
    setRefusal(null)
    try {
      signedIn(await api.sessions.demoSignIn({ role }))
      go(whereTo(query.get('then')), { replace: true })
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
  }

  return (
    <Section title={t('demoTitle')}>
      {refusal && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
      {residents.map((resident) => (
        <div key={resident.name} className="card stack">
          <p>{resident.says[language]}</p>
          <Button icon="person" onClick={() => void enter('resident')}>
            {t('demoAs', { name: resident.name })}
          </Button>
        </div>
      ))}
    </Section>
  )
}
