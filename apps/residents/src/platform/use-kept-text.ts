import { useEffect, useState } from 'react'
import { shelf } from './database.ts'

const kept = shelf<unknown>('remembered')

/** Words being typed survive a closed page; `drop` once they have arrived. */
export function useKeptText(key: string, initial = ''): { text: string; write: (text: string) => void; drop: () => void } {
  const [text, setText] = useState(initial)
  useEffect(() => {
    void kept.find(key).then((earlier) => {
      if (typeof earlier === 'string' && earlier !== '') setText((now) => (now === initial ? earlier : now))
    })
  }, [key])
  return {
    text,
    write(next) {
      setText(next)
      void kept.keep(key, next)
    },
    drop: () => void kept.forget(key),
  }
}
