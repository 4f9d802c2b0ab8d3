import type { SectionBody } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Field } from '../../../ui/field.tsx'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

type Service = SectionBody<'service'>

export function ServiceEditor({ value, onChange }: { value: Service; onChange: (value: Service) => void }) {
  const t = useWords(settingsWords)
  return (
    <>
      <div className="form-grid">
        <Field label={t('hotline')}>
          {(control) => <Input {...control} value={value.hotline} onChange={(event) => onChange({ ...value, hotline: event.target.value })} />}
        </Field>
        <Field label={t('expectedZh')}>
          {(control) => (
            <Input
              {...control}
              value={value.expectedAnswer.zh}
              onChange={(event) => onChange({ ...value, expectedAnswer: { ...value.expectedAnswer, zh: event.target.value } })}
            />
          )}
        </Field>
        <Field label={t('expectedEn')}>
          {(control) => (
            <Input
              {...control}
              value={value.expectedAnswer.en}
              onChange={(event) => onChange({ ...value, expectedAnswer: { ...value.expectedAnswer, en: event.target.value } })}
            />
          )}
        </Field>
      </div>
      <RowTable<Service['phones'][number]>
        caption={t('phones')}
        rows={value.phones}
        onChange={(phones) => onChange({ ...value, phones })}
        nameOf={(row, index) => row.name.zh || String(index + 1)}
        fresh={() => ({ name: { zh: '', en: '' }, number: '' })}
        cells={[
          {
            title: t('nameZh'),
            cell: (row, change, label) => (
              <Input aria-label={label} value={row.name.zh} onChange={(event) => change({ name: { ...row.name, zh: event.target.value } })} />
            ),
          },
          {
            title: t('nameEn'),
            cell: (row, change, label) => (
              <Input aria-label={label} value={row.name.en} onChange={(event) => change({ name: { ...row.name, en: event.target.value } })} />
            ),
          },
          {
            title: t('number'),
            cell: (row, change, label) => <Input aria-label={label} value={row.number} onChange={(event) => change({ number: event.target.value })} />,
          },
        ]}
      />
      <RowTable<Service['guides'][number]>
        caption={t('guides')}
        rows={value.guides}
        onChange={(guides) => onChange({ ...value, guides })}
        nameOf={(row, index) => row.title.zh || String(index + 1)}
        fresh={() => ({ title: { zh: '', en: '' }, text: { zh: '', en: '' } })}
        cells={[
          {
            title: t('titleZh'),
            cell: (row, change, label) => (
              <Input aria-label={label} value={row.title.zh} onChange={(event) => change({ title: { ...row.title, zh: event.target.value } })} />
            ),
          },
          {
            title: t('titleEn'),
            cell: (row, change, label) => (
              <Input aria-label={label} value={row.title.en} onChange={(event) => change({ title: { ...row.title, en: event.target.value } })} />
            ),
          },
          {
            title: t('bodyZh'),
            cell: (row, change, label) => (
              <Input.TextArea aria-label={label} rows={3} value={row.text.zh} onChange={(event) => change({ text: { ...row.text, zh: event.target.value } })} />
            ),
          },
          {
            title: t('bodyEn'),
            cell: (row, change, label) => (
              <Input.TextArea aria-label={label} rows={3} value={row.text.en} onChange={(event) => change({ text: { ...row.text, en: event.target.value } })} />
            ),
          },
        ]}
      />
    </>
  )
}
