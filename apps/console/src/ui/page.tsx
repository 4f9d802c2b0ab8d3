import { type ReactNode, useEffect, useRef } from 'react'

type Props = { title: string; extra?: ReactNode; children: ReactNode }

/** A page has one heading; a screen reader starts there, as after a page load. */
export function Page({ title, extra, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · e家`
  }, [title])
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className="stack page">
      <div className="row page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {extra}
      </div>
      {children}
    </div>
  )
}
