import type { RequestCase } from '@ejia/contract/requests.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Failure } from '../../../ui/states.tsx'
import { StateTag } from '../../../ui/state-tag.tsx'
import { useMove } from '../moves/use-move.ts'
import { caseWords } from '../words.ts'

export function CaseLinks({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const move = useMove(request.id)
  const unlinks = request.allowedMoves.includes('unlink')
  if (request.links.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="case-links">
      <h2 id="case-links">{t('links')}</h2>
      {move.error && <Failure error={move.error} />}
      <ul className="line-list">
        {request.links.map(({ linkId, kind, direction, request: other }) => (
          <li key={linkId}>
            <span>
              {direction === 'to' ? t(`linkTo_${kind}`) : t(`linkFrom_${kind}`)}{' '}
              <Link to="/requests/$requestId" params={{ requestId: other.id }}>
                {other.receiptNumber}
              </Link>{' '}
              <StateTag state={other.state} />
              <br />
              <span className="soft small">{other.excerpt}</span>
            </span>
            {unlinks && kind !== 'duplicateOf' && (
              <Button loading={move.isPending} onClick={() => move.mutate({ requestId: request.id, move: 'unlink', linkId })}>
                {t('unlink')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
