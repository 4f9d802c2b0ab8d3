import type { RequestCase, StaffMove } from '@ejia/contract/requests.ts'
import { moveWords } from '@ejia/dictionary/words.ts'
import { Alert, Drawer } from 'antd'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { useNarrow } from '../../../platform/use-narrow.ts'
import { MoveForm } from './move-form.tsx'
import { formWords } from './words.ts'

type Props = { request: RequestCase; move: StaffMove; onClose: () => void }

/** A sheet from below on a phone, from the side on a desk. */
export function MoveDrawer({ request, move, onClose }: Props) {
  const t = useWords(formWords)
  const say = useShared()
  const narrow = useNarrow()
  const allowed = request.allowedMoves.includes(move)
  return (
    <Drawer
      key={move}
      open
      title={say(moveWords, move)}
      onClose={onClose}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '88%' : 520}
      classNames={{ body: 'move-sheet' }}
    >
      {allowed ? <MoveForm request={request} move={move} onDone={onClose} /> : <Alert type="info" showIcon title={t('movedOn')} />}
    </Drawer>
  )
}
