import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { noPost, type Post, PostFields, postInput } from './post-fields.tsx'
import { peopleWords } from './words.ts'

export function InviteForm() {
  const t = useWords(peopleWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState({ name: '', dutyPhone: '' })
  const [post, setPost] = useState<Post>(noPost)
  const invite = useMutation({
    mutationFn: () => api.accounts.invite({ name: person.name, ...(person.dutyPhone && { dutyPhone: person.dutyPhone }), ...postInput(post) }),
    onSuccess: () => {
      setPerson({ name: '', dutyPhone: '' })
      return client.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const refusal = invite.error && refusalOf(invite.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate()
  }
  if (!open) {
    return (
      <div>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('invite')}
        </Button>
      </div>
    )
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-labelledby="invite-title">
      <h2 id="invite-title">{t('invite')}</h2>
      <p className="soft">{t('inviteHint')}</p>
      <div className="form-grid">
        <Field label={t('name')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} value={person.name} onChange={(event) => setPerson({ ...person, name: event.target.value })} />}
        </Field>
        <Field label={t('dutyPhone')} optional error={at(refusal, 'dutyPhone')}>
          {(control) => (
            <Input {...control} inputMode="tel" value={person.dutyPhone} onChange={(event) => setPerson({ ...person, dutyPhone: event.target.value })} />
          )}
        </Field>
      </div>
      <PostFields post={post} onChange={(change) => setPost({ ...post, ...change })} refusal={refusal} />
      <FormRefusal refusal={refusal} />
      {invite.data && <OneTimeLink link={invite.data} />}
      <div>
        <Button type="primary" htmlType="submit" loading={invite.isPending}>
          {t('makeLink')}
        </Button>
      </div>
    </form>
  )
}

export function OneTimeLink({ link }: { link: { url: string; expiresAt: string } }) {
  const t = useWords(peopleWords)
  const dates = useDates()
  const [copied, setCopied] = useState(false)
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={`${t('linkOnce')}（${t('linkUntil', { at: dates.moment(link.expiresAt) })}）`}
      description={
        <div className="stack" style={{ gap: 8 }}>
          <code className="one-time-link">{link.url}</code>
          <div>
            <Button onClick={() => void navigator.clipboard.writeText(link.url).then(() => setCopied(true))}>{copied ? t('copied') : t('copy')}</Button>
          </div>
        </div>
      }
    />
  )
}
