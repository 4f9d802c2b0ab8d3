import type { OwnRecord } from '@ejia/contract/rights.ts'
import type { PersonField } from '@ejia/contract/registry.ts'
import { dataPurposeWords, factSourceWords, legalBasisWords, personFieldWords, relationWords, sexWords } from '@ejia/dictionary/registry-words.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { api } from '../platform/api.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-page.tsx'
import { ownWords } from './words.ts'

type Record = NonNullable<OwnRecord['record']>

export function OwnFacts({ record, change }: { record: Record; change: Change }) {
  const t = useWords(ownWords)
  const say = useBilingual()
  const dates = useDates()
  const shown = (field: PersonField, value: string): string => {
    if (field === 'sex' && value in sexWords) return say(sexWords[value as keyof typeof sexWords])
    if (field === 'relation' && value in relationWords) return say(relationWords[value as keyof typeof relationWords])
    if (field === 'contactPerson') return value === 'true' ? t('yes') : t('no')
    return value
  }
  return (
    <>
      {record.care && <p>{t('care')}</p>}
      {record.party && (
        <p>
          {record.party.registeredOn === null
            ? t('partyMember', { branch: record.party.branch })
            : t('partyRegistered', { branch: record.party.branch, day: dates.day(record.party.registeredOn) })}
        </p>
      )}
      <Section title={t('facts')}>
        <ul>
          {record.facts.map((fact) => (
            <li key={fact.field} className="card own-fact">
              <p>
                <span className="field-hint">{say(personFieldWords[fact.field])}</span>
                <br />
                <strong>{fact.value === null ? t('nothing') : shown(fact.field, fact.value)}</strong>
              </p>
              {fact.value !== null && (
                <>
                  <p className="field-hint">
                    {fact.at && fact.source && t('since', { when: dates.day(fact.at), source: say(factSourceWords[fact.source]) })}
                    {fact.validUntil && ` · ${t('until', { day: dates.day(fact.validUntil) })}`}
                  </p>
                  <p className="field-hint">{t('why', { purposes: fact.purposes.map((purpose) => say(dataPurposeWords[purpose])).join('、') })}</p>
                  <p className="field-hint">{t('basis', { basis: say(legalBasisWords[fact.legalBasis]), days: fact.keptDaysAfterEnd })}</p>
                  {(fact.field === 'phone' || fact.field === 'idNumber') && (
                    <Button onClick={() => void change(() => api.rights.withdrawConsent({ field: fact.field as 'phone' | 'idNumber' }), t('withdrawn'))}>
                      {t('withdraw', { field: say(personFieldWords[fact.field]) })}
                    </Button>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {record.members.length > 0 && (
        <Section title={t('members')}>
          <ul>
            {record.members.map((member, index) => (
              <li key={index} className="card">
                {member.isMinor ? t('minor') : member.maskedName}
                {member.relation && <span className="field-hint"> {say(relationWords[member.relation])}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

export function OwnLooks({ looks }: { looks: Record['looks'] }) {
  const t = useWords(ownWords)
  const say = useBilingual()
  const dates = useDates()
  return (
    <Section title={t('looks')}>
      {looks.length === 0 && <p className="field-hint">{t('noLooks')}</p>}
      <ul>
        {looks.map((look) => (
          <li key={look.at} className="card">
            <p>
              <strong>{dates.moment(look.at)}</strong>
            </p>
            <p>{t('look', { area: look.area.name, role: say(roleWords[look.role]), purpose: say(dataPurposeWords[look.purpose]) })}</p>
            {look.exported && <p>{t('lookExported')}</p>}
            <p className="field-hint">{t('lookReason', { reason: look.reason })}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function OwnAsks({ asks, change }: { asks: OwnRecord['asks']; change: Change }) {
  const t = useWords(ownWords)
  const dates = useDates()
  if (asks.length === 0) return null
  return (
    <Section title={t('asks')}>
      <ul>
        {asks.map((ask) => (
          <li key={ask.id} className="card">
            <p>
              <strong>{t(`ask_${ask.kind}`)}</strong> {ask.state === 'open' ? t('state_open', { day: dates.day(ask.dueOn) }) : t(`state_${ask.state}`)}
            </p>
            {ask.answer && <p>{t('answer', { answer: ask.answer })}</p>}
            {ask.state === 'open' && <Button onClick={() => void change(() => api.rights.withdrawAsk({ askId: ask.id }))}>{t('takeBack')}</Button>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
