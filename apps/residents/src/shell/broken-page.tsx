import { Component, type ReactNode } from 'react'
import { useWords } from '../dictionary/words.ts'
import { reloadPage } from '../platform/document.ts'
import { Page } from '../ui/page.tsx'
import { Button } from '../ui/button.tsx'
import { shellWords } from './words.ts'

/** A part of the app that could not be fetched, or a fault of ours: say so, and offer the way on. */
export class BrokenPage extends Component<{ path: string; children: ReactNode }, { brokenAt: string | null }> {
  override state = { brokenAt: null as string | null }
  static getDerivedStateFromError() {
    return { brokenAt: 'unknown' }
  }
  override componentDidCatch() {
    this.setState({ brokenAt: this.props.path })
  }
  override componentDidUpdate(before: { path: string }) {
    if (this.state.brokenAt !== null && before.path !== this.props.path) this.setState({ brokenAt: null })
  }
  override render() {
    return this.state.brokenAt === null ? this.props.children : <Broken />
  }
}

function Broken() {
  const t = useWords(shellWords)
  return (
    <Page title={t('brokenTitle')} back="/" lead={t('broken')}>
      <Button weight="primary" onClick={reloadPage}>
        {t('again')}
      </Button>
    </Page>
  )
}
