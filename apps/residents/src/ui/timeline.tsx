import type { ReactNode } from 'react'

export type TimelineItem = { id: string; when: string; title: string; by?: string; current?: boolean; children?: ReactNode }

/** Newest first, as people ask "what is the latest?". */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="timeline">
      {items.map((item) => (
        <li key={item.id} className={item.current ? 'timeline-current' : ''}>
          <p className="timeline-title">{item.title}</p>
          <p className="timeline-when">
            {item.when}
            {item.by && <span> · {item.by}</span>}
          </p>
          {item.children && <div className="timeline-body">{item.children}</div>}
        </li>
      ))}
    </ol>
  )
}
