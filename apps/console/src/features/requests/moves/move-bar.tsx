import type { RequestCase, StaffMove } from '@ejia/contract/requests.ts'
import { moveWords } from '@ejia/dictionary/words.ts'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { useNarrow } from '../../../platform/use-narrow.ts'
import { caseWords } from '../words.ts'
import { inOrder } from './move-table.ts'

type Props = { request: RequestCase; onChoose: (move: StaffMove) => void }

/** The moves the server offers this person now. On a phone: two under the thumb, the rest behind "more". */
export function MoveBar({ request, onChoose }: Props) {
  const t = useWords(caseWords)
  const narrow = useNarrow()
  const moves = inOrder(request.allowedMoves).filter((move) => move !== 'clearParty' || request.parties.some(({ role }) => role !== 'cleared'))
  if (narrow) return <ThumbBar moves={moves} onChoose={onChoose} />
  return (
    <section className="card stack" aria-labelledby="case-moves">
      <h2 id="case-moves">{t('moves')}</h2>
      {moves.length === 0 && <p className="soft">{t('noMoves')}</p>}
      <div className="moves">
        {moves.map((move, index) => (
          <MoveButton key={move} move={move} primary={index === 0} onChoose={onChoose} />
        ))}
      </div>
    </section>
  )
}

function MoveButton({ move, primary, onChoose }: { move: StaffMove; primary: boolean; onChoose: Props['onChoose'] }) {
  const say = useShared()
  return (
    <Button type={primary ? 'primary' : 'default'} onClick={() => onChoose(move)}>
      {say(moveWords, move)}
    </Button>
  )
}

function ThumbBar({ moves, onChoose }: { moves: readonly StaffMove[]; onChoose: Props['onChoose'] }) {
  const t = useWords(caseWords)
  const [open, setOpen] = useState(false)
  const [first, rest] = [moves.slice(0, 2), moves.slice(2)]
  if (moves.length === 0) return null
  return (
    <section className="thumb-bar" aria-label={t('moves')}>
      {first.map((move, index) => (
        <MoveButton key={move} move={move} primary={index === 0} onChoose={onChoose} />
      ))}
      {rest.length > 0 && (
        <Button aria-expanded={open} onClick={() => setOpen(true)}>
          {t('moreMoves')}
        </Button>
      )}
      <Drawer title={t('moves')} placement="bottom" size="70%" open={open} onClose={() => setOpen(false)}>
        <div className="moves moves-sheet">
          {rest.map((move) => (
            <MoveButton
              key={move}
              move={move}
              primary={false}
              onChoose={(chosen) => {
                setOpen(false)
                onChoose(chosen)
              }}
            />
          ))}
        </div>
      </Drawer>
    </section>
  )
}
