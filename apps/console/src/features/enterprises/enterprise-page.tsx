import { type Enterprise, EnterpriseKind, EnterpriseSize } from '@ejia/contract/enterprises.ts'
import { FactSource } from '@ejia/contract/registry.ts'
import { enterpriseFieldWords, enterpriseKindWords, enterpriseSizeWords, factSourceWords, personChangeWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Dealings } from '../registry/links/dealings.tsx'
import { may, useMe } from '../sessions/session.ts'
import { ContactReveal } from './contact-reveal.tsx'
import { useOwnGrids } from './grid-choices.ts'
import { enterpriseWords } from './words.ts'

const prefix = 'new-'

/** One entry: what is known, corrected in place; or a new one, whose id the page made. */
export function EnterprisePage() {
  const t = useWords(enterpriseWords)
  const { enterpriseId } = useParams({ from: '/staff/enterprises/$enterpriseId' })
  const isNew = enterpriseId.startsWith(prefix)
  const id = isNew ? enterpriseId.slice(prefix.length) : enterpriseId
  const mayReveal = may(useMe(), 'registry.reveal')
  const query = useQuery({ queryKey: ['enterprise', id], queryFn: () => api.enterprises.open({ enterpriseId: id }), enabled: !isNew })
  return (
    <Page title={isNew ? t('add') : (query.data?.name ?? t('title'))}>
      <Link to="/enterprises" className="back-link">
        ‹ {t('back')}
      </Link>
      {!isNew && query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Entry key={query.data.version} row={query.data} />}
      {query.data?.contactPhoneEnding && mayReveal && <ContactReveal enterpriseId={id} />}
      {query.data && <Dealings of={['enterprise', id]} load={() => api.dealings.ofEnterprise({ enterpriseId: id })} />}
      {query.data && query.data.history.length > 0 && <History rows={query.data.history} />}
      {(isNew || query.data?.mayEdit) && <Form key={query.data?.version ?? 0} id={id} row={query.data ?? null} />}
    </Page>
  )
}

function Entry({ row }: { row: Enterprise }) {
  const t = useWords(enterpriseWords)
  const say = useShared()
  const dates = useDates()
  const facts: [string, string | null][] = [
    [t('kind'), [say(enterpriseKindWords, row.kind), row.size && say(enterpriseSizeWords, row.size)].filter(Boolean).join(' · ')],
    [t('industry'), row.industry],
    [t('creditCode'), row.creditCode],
    [t('address'), row.address],
    [t('grid'), row.grid.name],
    [t('contactName'), row.contactName],
    [t('contactPhone'), row.contactPhoneEnding && t('ending', { ending: row.contactPhoneEnding })],
  ]
  return (
    <section className="card stack">
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value ?? <span className="soft">{t('none')}</span>}</dd>
          </div>
        ))}
      </dl>
      {row.addressWaits && (
        <p>
          <Link to="/registry/addresses" className="link-button">
            {t('addressWaits')} ›
          </Link>
        </p>
      )}
      <p className="row soft small">
        <span className={row.isStale ? 'tag tag-wait' : 'tag tag-plain'}>{row.isStale ? t('stale') : t('fresh')}</span>
        {t('verified')} {dates.day(row.verifiedAt)} · {t('validUntil', { day: row.validUntil })} ·{' '}
        {t('by', { source: say(factSourceWords, row.source), name: row.recordedBy ?? '—' })}
      </p>
    </section>
  )
}

function History({ rows }: { rows: Enterprise['history'] }) {
  const t = useWords(enterpriseWords)
  const say = useShared()
  const dates = useDates()
  return (
    <div className="card">
      <DataTable
        caption={t('history')}
        keyOf={(row) => row.at}
        rows={rows}
        columns={[
          { title: t('when'), cell: (row) => dates.moment(row.at) },
          { title: t('who'), cell: (row) => row.by ?? '—' },
          {
            title: t('change'),
            cell: (row) =>
              [say(personChangeWords, row.change), row.fields.map((field) => say(enterpriseFieldWords, field)).join('、')].filter(Boolean).join('：'),
          },
        ]}
      />
    </div>
  )
}

function Form({ id, row }: { id: string; row: Enterprise | null }) {
  const t = useWords(enterpriseWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const navigate = useNavigate()
  const grids = useOwnGrids()
  const [open, setOpen] = useState(row === null)
  const [typed, setTyped] = useState({
    kind: row?.kind ?? ('individualBusiness' as EnterpriseKind),
    size: row?.size ?? ('' as EnterpriseSize | ''),
    name: row?.name ?? '',
    creditCode: row?.creditCode ?? '',
    industry: row?.industry ?? '',
    address: row?.address ?? '',
    gridCode: row?.grid.code ?? '',
    contactName: '',
    contactPhone: '',
    source: 'visit' as FactSource,
  })
  const change = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }))
  const gridCode = typed.gridCode || grids[0]?.value || ''
  const save = useMutation({
    mutationFn: () => {
      const { size, creditCode, contactName, contactPhone, ...rest } = typed
      return api.enterprises.save({
        enterpriseId: id,
        basedOn: row?.version ?? 0,
        ...rest,
        gridCode,
        ...(size && { size }),
        ...(creditCode.trim() && { creditCode: creditCode.trim() }),
        ...(contactName.trim() && { contactName: contactName.trim() }),
        ...(contactPhone.trim() && { contactPhone: contactPhone.trim() }),
      })
    },
    onSuccess: async (saved) => {
      client.setQueryData(['enterprise', id], saved)
      await client.invalidateQueries({ queryKey: ['enterprises'] })
      void client.invalidateQueries({ queryKey: ['registry', 'dealings'] })
      void client.invalidateQueries({ queryKey: ['address-waits'] })
      if (row === null) await navigate({ to: '/enterprises/$enterpriseId', params: { enterpriseId: id }, replace: true })
      else setOpen(false)
    },
  })
  const refusal = save.error && refusalOf(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  if (!open)
    return (
      <div className="row">
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('edit')}
        </Button>
        {/* Saved unchanged: asked, and still true. */}
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('confirm')}
        </Button>
        {save.isSuccess && <Alert type="success" showIcon role="status" title={t('saved')} />}
        <FormRefusal refusal={refusal} />
      </div>
    )
  const text = (
    field: 'name' | 'creditCode' | 'industry' | 'address' | 'contactName' | 'contactPhone',
    more: { optional?: boolean; hint?: string; max: number },
  ) => (
    <Field label={t(field)} optional={more.optional ?? false} hint={more.hint} error={at(refusal, field)}>
      {(control) => (
        <Input {...control} autoComplete="off" maxLength={more.max} value={typed[field]} onChange={(event) => change({ [field]: event.target.value })} />
      )}
    </Field>
  )
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={row ? t('edit') : t('add')}>
      <div className="form-grid">
        {text('name', { max: 120 })}
        <Field label={t('kind')} error={at(refusal, 'kind')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.kind}
              options={EnterpriseKind.options.map((value) => ({ value, label: say(enterpriseKindWords, value) }))}
              onChange={(kind) => change({ kind: kind || 'enterprise' })}
            />
          )}
        </Field>
        {text('creditCode', { optional: true, max: 30 })}
        {text('industry', { max: 60 })}
        <Field label={t('size')} optional error={at(refusal, 'size')}>
          {(control) => (
            <Pick
              {...control}
              empty={t('none')}
              value={typed.size}
              options={EnterpriseSize.options.map((value) => ({ value, label: say(enterpriseSizeWords, value) }))}
              onChange={(size) => change({ size })}
            />
          )}
        </Field>
        {text('address', { max: 200 })}
        <Field label={t('grid')} error={at(refusal, 'gridCode')}>
          {(control) => <Pick {...control} value={gridCode} options={grids} onChange={(value) => change({ gridCode: value })} />}
        </Field>
        {text('contactName', { optional: true, max: 60, ...(row && { hint: t('contactHint') }) })}
        {text('contactPhone', { optional: true, max: 24, ...(row && { hint: t('contactHint') }) })}
        <Field label={t('sourceLabel')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.source}
              options={FactSource.options.filter((value) => value !== 'import').map((value) => ({ value, label: say(factSourceWords, value) }))}
              onChange={(source) => change({ source: source || 'visit' })}
            />
          )}
        </Field>
      </div>
      <FormRefusal refusal={refusal} />
      <div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
