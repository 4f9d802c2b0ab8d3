import { useWords } from '../dictionary/words.ts'
import type { api } from '../platform/api.ts'
import { CallLink } from '../ui/button.tsx'
import { areaWords } from './words.ts'

type Officer = Awaited<ReturnType<typeof api.officers.findMine>>['officers'][number]

const photoOf = (name: string) => [...name][0] ?? ''

/** Name, role, duty phone — nothing else. */
export function Officers({ officers }: { officers: readonly Officer[] }) {
  const t = useWords(areaWords)
  if (officers.length === 0) return <p>{t('noOfficers')}</p>
  return (
    <ul className="officers">
      {officers.map((officer) => (
        <li key={officer.role + officer.name} className="officer">
          <span className="officer-face" aria-hidden="true">
            {photoOf(officer.name)}
          </span>
          <div className="officer-words">
            <p className="officer-name">
              {officer.name}
              <span className="officer-role">{t(officer.role)}</span>
            </p>
            <p className="field-hint">{t(`${officer.role}Does`)}</p>
            {officer.dutyPhone ? (
              <CallLink number={officer.dutyPhone}>{t('call', { phone: officer.dutyPhone })}</CallLink>
            ) : (
              <p className="field-hint">{t('noPhone')}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
