import type { Role } from '@ejia/contract/access.ts'
import type { Me } from '@ejia/contract/sessions.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useBilingual, useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Failure } from '../../ui/states.tsx'
import { sessionQuery } from './session.ts'
import { sessionWords } from './words.ts'

/** Only where demo data is loaded: the server offers the roles and signs in without a password. */
export function DemoCards({ onEntered }: { onEntered: (me: Me) => Promise<void> }) {
  const t = useWords(sessionWords)
  const say = useShared()
  const both = useBilingual()
  const demo = useQuery(sessionQuery).data?.demo ?? false
  const offered = useQuery({ queryKey: ['demo-roles'], queryFn: () => api.sessions.listDemoRoles(), enabled: demo })
  const enter = useMutation({ mutationFn: (card: { role: Role; area: string; colleague: boolean }) => api.sessions.demoSignIn(card), onSuccess: onEntered })
  const roles = offered.data?.roles.filter(({ role }) => role !== 'resident') ?? []
  if (!demo || roles.length === 0) return null
  return (
    <section className="stack" aria-labelledby="demo-title">
      <div>
        <h2 id="demo-title">{t('demoTitle')}</h2>
        <p className="soft">{t('demoHint')}</p>
      </div>
      {enter.error && <Failure error={enter.error} />}
      <ul className="demo-cards">
        {roles.map(({ role, name, area, says, colleague }) => (
          <li key={`${role}-${area.code}-${colleague}`}>
            <button type="button" className="demo-card" disabled={enter.isPending} onClick={() => enter.mutate({ role, area: area.code, colleague })}>
              <strong>{say(roleWords, role)}</strong>
              <span>
                {name} · {area.name}
              </span>
              <span className="soft small">{both(says)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
