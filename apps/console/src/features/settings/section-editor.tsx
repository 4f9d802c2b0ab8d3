import type { Configuration, DryRun, SectionInput, SectionName } from '@ejia/contract/configuration.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { CalendarEditor } from './editors/calendar-editor.tsx'
import { CategoriesEditor } from './editors/categories-editor.tsx'
import { DutiesEditor } from './editors/duties-editor.tsx'
import { EscalationsEditor } from './editors/escalations-editor.tsx'
import { LimitsEditor } from './editors/limits-editor.tsx'
import { MessagesEditor } from './editors/messages-editor.tsx'
import { MeetingsEditor } from './editors/meetings-editor.tsx'
import { RoutingEditor } from './editors/routing-editor.tsx'
import { ServiceEditor } from './editors/service-editor.tsx'
import { TemplatesEditor } from './editors/templates-editor.tsx'
import { WhistlesEditor } from './editors/whistles-editor.tsx'
import { settingsWords } from './words.ts'

type Opened = { configuration: Configuration; versions: readonly { section: SectionName; version: number }[]; mayEdit: boolean }

type Props = { subdistrict: string; section: SectionName; opened: Opened; onSaved: (version: number) => void }

/** Edit, try on last month's cases, put in force with a reason. Every version stays. */
export function SectionEditor({ subdistrict, section, opened, onSaved }: Props) {
  const t = useWords(settingsWords)
  const { at, say } = useRefusals()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Configuration>(opened.configuration)
  const [reason, setReason] = useState('')
  const basedOn = opened.versions.find((row) => row.section === section)?.version ?? 0
  const change = { section, body: draft[section] } as SectionInput
  const tried = useMutation({ mutationFn: () => api.configuration.dryRun({ subdistrict, change }) })
  const saved = useMutation({
    mutationFn: () => api.configuration.save({ subdistrict, change, basedOn, reason }),
    onSuccess: ({ version }) => {
      onSaved(version)
      return client.invalidateQueries({ queryKey: ['configuration'] })
    },
  })
  const error = saved.error ?? tried.error
  const refusal = error && refusalOf(error)
  const faults = refusal?.issues.filter((issue) => issue.path.includes('body')) ?? []
  return (
    <>
      <fieldset disabled={!opened.mayEdit} className="card stack">
        <legend className="hidden-words">{t(section)}</legend>
        <Editor section={section} draft={draft} configuration={opened.configuration} onChange={(part) => setDraft({ ...draft, ...part })} />
      </fieldset>
      {opened.mayEdit && (
        <div className="card stack">
          <p className="soft">{t('dryRunHint')}</p>
          <Field label={t('reason')} error={at(refusal, 'reason')}>
            {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          <FormRefusal refusal={refusal} />
          {faults.length > 1 && (
            <ul className="field-error">
              {faults.map((issue) => (
                <li key={issue.path.join('.')}>
                  {issue.path.slice(3).join(' · ')}：{say({ ...refusalOf(error), issues: [issue], code: 'invalid_input' } as Parameters<typeof say>[0])}
                </li>
              ))}
            </ul>
          )}
          <div className="row">
            <Button onClick={() => tried.mutate()} loading={tried.isPending}>
              {t('dryRun')}
            </Button>
            <Button type="primary" onClick={() => saved.mutate()} loading={saved.isPending}>
              {t('save')}
            </Button>
          </div>
          {tried.data && <Tried result={tried.data} />}
        </div>
      )}
      <History
        subdistrict={subdistrict}
        section={section}
        onLoad={(body) => setDraft({ ...draft, [section]: body } as Configuration)}
        mayLoad={opened.mayEdit}
      />
    </>
  )
}

type EditorProps = { section: SectionName; draft: Configuration; configuration: Configuration; onChange: (part: Partial<Configuration>) => void }
function Editor({ section, draft, configuration, onChange }: EditorProps) {
  switch (section) {
    case 'categories':
      return <CategoriesEditor value={draft.categories} onChange={(categories) => onChange({ categories })} />
    case 'limits':
      return <LimitsEditor value={draft.limits} onChange={(limits) => onChange({ limits })} configuration={configuration} />
    case 'duties':
      return <DutiesEditor value={draft.duties} onChange={(duties) => onChange({ duties })} configuration={configuration} />
    case 'routing':
      return <RoutingEditor value={draft.routing} onChange={(routing) => onChange({ routing })} configuration={configuration} />
    case 'templates':
      return <TemplatesEditor value={draft.templates} onChange={(templates) => onChange({ templates })} />
    case 'calendar':
      return <CalendarEditor value={draft.calendar} onChange={(calendar) => onChange({ calendar })} />
    case 'service':
      return <ServiceEditor value={draft.service} onChange={(service) => onChange({ service })} />
    case 'whistles':
      return <WhistlesEditor value={draft.whistles} onChange={(whistles) => onChange({ whistles })} />
    case 'escalations':
      return <EscalationsEditor value={draft.escalations} onChange={(escalations) => onChange({ escalations })} />
    case 'messages':
      return <MessagesEditor value={draft.messages} onChange={(messages) => onChange({ messages })} />
    case 'meetings':
      return <MeetingsEditor value={draft.meetings} onChange={(meetings) => onChange({ meetings })} />
  }
}

function Tried({ result }: { result: DryRun }) {
  const t = useWords(settingsWords)
  const dates = useDates()
  const show = (what: DryRun['changes'][number]['what'], value: string) =>
    what === 'answerDue' || what === 'firstContactDue'
      ? dates.moment(value)
      : what === 'duty' && (value === 'core' || value === 'supporting' || value === 'reclaimed')
        ? t(value)
        : value
  return (
    <div className="stack" role="status">
      <p>
        {t('looked', result)} {result.changes.length === 0 && t('noChange')}
      </p>
      {result.changes.length > 0 && (
        <DataTable
          caption={t('changes')}
          keyOf={(row) => row.requestId + row.what}
          rows={result.changes}
          columns={[
            { title: t('receipt'), cell: (row) => `${row.receiptNumber} ${row.excerpt.slice(0, 16)}` },
            { title: t('what'), cell: (row) => t(row.what) },
            { title: t('before'), cell: (row) => show(row.what, row.before) },
            { title: t('after'), cell: (row) => show(row.what, row.after) },
          ]}
        />
      )}
    </div>
  )
}

function History({
  subdistrict,
  section,
  onLoad,
  mayLoad,
}: {
  subdistrict: string
  section: SectionName
  onLoad: (body: Record<string, unknown>) => void
  mayLoad: boolean
}) {
  const t = useWords(settingsWords)
  const dates = useDates()
  const query = useQuery({ queryKey: ['configuration', subdistrict, section, 'history'], queryFn: () => api.configuration.history({ subdistrict, section }) })
  const load = useMutation({
    mutationFn: (version: number) => api.configuration.openVersion({ subdistrict, section, version }),
    onSuccess: ({ body }) => onLoad(body),
  })
  if (!query.data || query.data.rows.length === 0) return null
  return (
    <div className="card">
      <DataTable
        caption={t('history')}
        keyOf={(row) => String(row.version)}
        rows={query.data.rows}
        columns={[
          { title: t('version'), cell: (row) => row.version, number: true },
          { title: t('when'), cell: (row) => dates.moment(row.changedAt) },
          { title: t('who'), cell: (row) => row.changedBy ?? t('system') },
          { title: t('reason'), cell: (row) => row.reason },
          ...(mayLoad
            ? [
                {
                  title: t('load'),
                  cell: (row: { version: number }) => (
                    <Button onClick={() => load.mutate(row.version)} aria-label={`${t('load')} ${row.version}`}>
                      {t('load')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
