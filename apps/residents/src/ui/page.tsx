import { useEffect, useRef, type ReactNode } from 'react'
import { setTitle, startAtHeading } from '../platform/document.ts'
import { useBack, wasOpenedHere } from '../platform/navigation.tsx'
import { useWords } from '../dictionary/words.ts'
import { Icon } from './icon.tsx'
import { uiWords } from './words.ts'

type PageProps = {
  title: string
  /** Where "back" leads when the page was opened by a link; absent on the first page. */
  back?: string
  lead?: ReactNode
  /** The page puts the cursor into its one field instead. */
  startsElsewhere?: boolean
  children: ReactNode
}

export function Page({ title, back, lead, startsElsewhere = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => setTitle(`${title} · e家`), [title])
  useEffect(() => {
    if (!wasOpenedHere() && !startsElsewhere) startAtHeading(heading.current)
  }, [startsElsewhere])
  return (
    <>
      {back !== undefined && <Back to={back} />}
      <h1 ref={heading} tabIndex={-1} className="page-title">
        {title}
      </h1>
      {lead && <div className="page-lead">{lead}</div>}
      {children}
    </>
  )
}

function Back({ to }: { to: string }) {
  const t = useWords(uiWords)
  return (
    <button type="button" className="back" onClick={useBack(to)}>
      <Icon name="back" />
      <span>{t('back')}</span>
    </button>
  )
}

/** Buttons that stay in reach of the thumb at the end of a step. */
export function PageActions({ children }: { children: ReactNode }) {
  return <div className="page-actions">{children}</div>
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
