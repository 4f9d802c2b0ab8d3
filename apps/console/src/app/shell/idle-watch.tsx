import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '../../features/sessions/session.ts'
import { signOutHere } from '../../features/sessions/sign-out.ts'
import { useWords } from '../../dictionary/words.ts'
import { onSignedOut } from '../../platform/api.ts'
import { appWords } from '../words.ts'

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
const warningSeconds = 60

/** Signs out after the minutes the server allows without a touch; says so a minute before. */
export function IdleWatch() {
  const t = useWords(appWords)
  const navigate = useNavigate()
  const minutes = useMe()?.idleMinutes ?? 30
  const touchedAt = useRef(0)
  const [left, setLeft] = useState<number | null>(null)

  useEffect(() => {
    const leave = (why: 'idle' | 'ended') => {
      const next = location.pathname.replace(/^\/console/, '') + location.search
      void navigate({ to: '/sign-in', search: { next, why } })
    }
    onSignedOut(() => void signOutHere({ keepDrafts: true, tellServer: false }).then(() => leave('ended')))
    touchedAt.current = Date.now()
    const touch = () => void (touchedAt.current = Date.now())
    for (const sign of signs) addEventListener(sign, touch, { passive: true })
    const timer = setInterval(() => {
      const rest = Math.ceil((touchedAt.current + minutes * 60_000 - Date.now()) / 1000)
      setLeft(rest <= warningSeconds ? Math.max(0, rest) : null)
      if (rest <= 0) {
        clearInterval(timer)
        void signOutHere({ keepDrafts: true }).then(() => leave('idle'))
      }
    }, 1000)
    return () => {
      clearInterval(timer)
      onSignedOut(() => {})
      for (const sign of signs) removeEventListener(sign, touch)
    }
  }, [minutes, navigate])

  return (
    <Modal
      open={left !== null}
      title={t('idleTitle')}
      okText={t('idleStay')}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={() => setLeft(null)}
      onCancel={() => setLeft(null)}
    >
      {t('idleText', { seconds: left ?? 0 })}
    </Modal>
  )
}
