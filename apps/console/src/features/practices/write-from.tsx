import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { makeId } from '../../platform/ids.ts'
import { may, useMe } from '../sessions/session.ts'
import type { WriteSearch } from './routes.ts'
import { practiceWords } from './words.ts'

/** On something finished: the way to write down what worked, with its record already linked. */
export function WriteFrom({ of }: { of: WriteSearch }) {
  const t = useWords(practiceWords)
  const allowed = may(useMe(), 'practice.write')
  const [practiceId] = useState(makeId)
  if (!allowed) return null
  return (
    <p>
      <Link to="/practices/$practiceId/edit" params={{ practiceId }} search={of} className="link-button">
        {t('writeFrom')} ›
      </Link>
    </p>
  )
}
