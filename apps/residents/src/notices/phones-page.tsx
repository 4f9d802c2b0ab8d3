import { useBilingual, useWords } from '../dictionary/words.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { useReportForm } from '../requests/steps/report-form.ts'
import { CallLink } from '../ui/button.tsx'
import { Page, Section } from '../ui/page.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import { noticeWords } from './words.ts'

export default function PhonesPage() {
  const t = useWords(noticeWords)
  const say = useBilingual()
  const { say: sayRefusal } = useRefusals()
  const form = useReportForm()
  return (
    <Page title={t('phonesTitle')} back="/">
      {form.state === 'loading' && <Skeleton />}
      {form.state === 'failed' && <ErrorState sentence={sayRefusal(form.refusal)} retry={form.retry} />}
      {form.state === 'ready' && (
        <>
          {form.data.hotline && (
            <section className="your-turn">
              <h2>{t('hotline')}</h2>
              <CallLink number={form.data.hotline} weight="primary" wide>
                {t('call', { number: form.data.hotline })}
              </CallLink>
            </section>
          )}
          {form.data.phones.length > 0 && (
            <Section title={t('phones')}>
              <ul className="phones">
                {form.data.phones.map((phone) => (
                  <li key={phone.number + phone.name.zh} className="phone-row">
                    <span>{say(phone.name)}</span>
                    <CallLink number={phone.number} weight="quiet" />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t('guides')}>
            {form.data.guides.length === 0 && <p>{t('noGuides')}</p>}
            {form.data.guides.map((guide) => (
              <details key={guide.title.zh} className="guide">
                <summary>{say(guide.title)}</summary>
                <p className="typed">{say(guide.text)}</p>
              </details>
            ))}
          </Section>
          {form.data.expectedAnswer.zh && (
            <Section title={t('answers')}>
              <p className="typed">{say(form.data.expectedAnswer)}</p>
            </Section>
          )}
        </>
      )}
    </Page>
  )
}
