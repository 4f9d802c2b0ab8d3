import { useWords } from '../../dictionary/words.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { PageActions } from '../../ui/page.tsx'
import { ContactFields } from './report-fields.tsx'
import { ReportFrame } from './report-frame.tsx'
import { reportWords } from './report-words.ts'
import { useSend } from '../sending/use-send.ts'

export default function ContactPage() {
  const t = useWords(reportWords)
  const { send, busy, refusal } = useSend()
  const { say, at } = useRefusals()
  return (
    <ReportFrame step="contact" title={t('contactTitle')} lead={t('contactLead')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <ContactFields phoneError={at(refusal, 'phone')} />
        {refusal && (
          <Banner tone="danger" live>
            <p>{say(refusal)}</p>
          </Banner>
        )}
        <PageActions>
          <Button type="submit" weight="primary" wide busy={busy} icon="send">
            {t('send')}
          </Button>
        </PageActions>
      </form>
    </ReportFrame>
  )
}
