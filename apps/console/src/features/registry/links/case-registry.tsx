import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { OneOf } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { may, useMe } from '../../sessions/session.ts'
import { registryWords } from '../words.ts'

type Target = { personId: string } | { enterpriseId: string }

/** On the case: whom or what of the registry it concerns, and the way to link it. */
export function CaseRegistry({ requestId }: { requestId: string }) {
  const t = useWords(registryWords)
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const key = ['registry-links', requestId]
  const query = useQuery({ queryKey: key, queryFn: () => api.registryLinks.ofRequest({ requestId }), enabled: may(useMe(), 'registry.read') })
  const change = useMutation({
    mutationFn: ({ target, remove }: { target: Target; remove: boolean }) => api.registryLinks[remove ? 'remove' : 'add']({ requestId, target }),
    onSuccess: (after) => {
      client.setQueryData(key, after)
      void client.invalidateQueries({ queryKey: ['registry'] })
      setOpen(false)
    },
  })
  const links = query.data
  if (!links || (links.people.length === 0 && links.enterprises.length === 0 && !links.mayLink)) return null
  const line = (id: string, label: string, target: Target, link: React.ReactNode) => (
    <li key={id}>
      {link}
      {links.mayLink && (
        <Button loading={change.isPending} aria-label={`${t('unlinkCase')} ${label}`} onClick={() => change.mutate({ target, remove: true })}>
          {t('unlinkCase')}
        </Button>
      )}
    </li>
  )
  return (
    <section className="card stack" aria-labelledby="case-registry">
      <h2 id="case-registry">{t('caseRegistry')}</h2>
      {links.people.length + links.enterprises.length === 0 && <p className="soft">{t('noneLinked')}</p>}
      <ul className="line-list">
        {links.people.map(({ id, maskedName, place }) =>
          line(
            id,
            maskedName,
            { personId: id },
            <Link to="/registry/people/$personId" params={{ personId: id }} className="target">
              {maskedName} · {place}
            </Link>,
          ),
        )}
        {links.enterprises.map(({ id, name }) =>
          line(
            id,
            name,
            { enterpriseId: id },
            <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: id }} className="target">
              {name}
            </Link>,
          ),
        )}
      </ul>
      {links.mayLink && !open && (
        <div>
          <Button onClick={() => setOpen(true)}>{t('linkCase')}</Button>
        </div>
      )}
      {open && (
        <LinkForm
          withPeople={links.mayLinkPeople}
          error={change.error}
          pending={change.isPending}
          onLink={(target) => change.mutate({ target, remove: false })}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

type FormProps = { withPeople: boolean; error: unknown; pending: boolean; onLink: (target: Target) => void; onClose: () => void }

function LinkForm({ withPeople, error, pending, onLink, onClose }: FormProps) {
  const t = useWords(registryWords)
  const { at } = useRefusals()
  const [asked, setAsked] = useState('')
  const [chosen, setChosen] = useState('')
  const found = useQuery({
    queryKey: ['registry', 'search', asked],
    queryFn: () => api.registry.search({ text: asked }),
    enabled: [...asked].length >= 2,
    gcTime: 0,
  })
  const refusal = error ? refusalOf(error) : null
  const people = withPeople ? (found.data?.people ?? []).filter((one) => !one.isMinor) : []
  const options = [
    ...people.map((one) => ({ value: `p${one.id}`, label: one.maskedName, hint: `${one.place} · ${one.grid.name}` })),
    ...(found.data?.enterprises ?? []).map((one) => ({ value: `e${one.id}`, label: one.name, hint: one.grid.name })),
  ]
  const id = chosen.slice(1)
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('linkCase')}
      onSubmit={(event) => {
        event.preventDefault()
        if (id) onLink(chosen.startsWith('p') ? { personId: id } : { enterpriseId: id })
      }}
    >
      <Field label={t('linkFind')} hint={t(withPeople ? 'linkHint' : 'linkHintEnterprise')}>
        {(control) => <Input.Search {...control} autoComplete="off" maxLength={60} onSearch={(text) => setAsked(text.trim())} />}
      </Field>
      {found.isSuccess && options.length === 0 && <p className="soft">{t('nothingTitle')}</p>}
      {options.length > 0 && (
        <OneOf legend={t('linkWhich')} value={chosen} options={options} onChange={setChosen} error={at(refusal, 'personId') ?? at(refusal, 'enterpriseId')} />
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={pending} disabled={id === ''}>
          {t('linkCase')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
