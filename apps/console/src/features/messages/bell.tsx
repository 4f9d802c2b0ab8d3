import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { unreadQuery } from './queries.ts'
import { messageWords } from './words.ts'
import './messages.css'

/** The way to one's messages, with the number not read yet. */
export function Bell() {
  const t = useWords(messageWords)
  const count = useQuery(unreadQuery).data ?? 0
  return (
    <Link to="/my-messages" className="bell" aria-label={count === 0 ? t('bellNone') : t('bell', { count })} activeProps={{ 'aria-current': 'page' }}>
      <BellOutlined aria-hidden="true" />
      {count > 0 && (
        <span className="bell-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}
