import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CDPSession, Page } from 'playwright-core'
import { expect } from 'vitest'
import { clickableWithoutFocus, countStops, elderProblems, focusShows } from './page-probes.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  help: string
  nodes: { target: string[]; failureSummary?: string }[]
}

/** axe with all its rules, in the page as it stands. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // What is still on its way has no heading yet.
  await page.locator('h1').first().waitFor()
  // Evaluated rather than added as a script: the page's content security policy stays in force.
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe
    return (await axe.run(document, { resultTypes: ['violations'] })).violations
  })
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join('\n  ')}`,
  )
  expect(told, page.url()).toEqual([])
}

/** Every interactive element is reached by Tab, shows its focus and has a role and a name; nothing clickable is out of reach. */
export async function tabThrough(page: Page): Promise<string[]> {
  await page.addStyleTag({ content: '*,*::before,*::after{transition:none!important;animation:none!important}' }).catch(() => undefined)
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const wanted = await page.evaluate(countStops)
  const session = await page.context().newCDPSession(page)
  const [reached, problems]: [string[], string[]] = [[], []]
  let last = ''
  for (let presses = 0; presses < wanted.length * 2 + 40; presses++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(focusShows)
    if (stop === null || (stop.seen && stop.path !== last)) break
    last = stop.path
    if (stop.seen) continue
    const { role, name } = await accessibleNameOf(session)
    const told = `${role} “${name}” ${stop.path}`
    reached.push(told)
    if (!stop.visible) problems.push(`no visible focus: ${told}`)
    if (name.trim() === '') problems.push(`no name: ${told}`)
    if (['generic', 'none', 'unknown', ''].includes(role)) problems.push(`no role: ${told}`)
  }
  await session.detach()
  const missed = await page.evaluate(() =>
    [...document.querySelectorAll('[data-stop]:not([data-reached])')].map((element) => element.getAttribute('data-stop') ?? ''),
  )
  problems.push(...missed.map((path) => `not reached by Tab: ${path}`))
  problems.push(...(await page.evaluate(clickableWithoutFocus)).map((path) => `clickable but out of the keyboard's reach: ${path}`))
  expect(problems, page.url()).toEqual([])
  return reached
}

async function accessibleNameOf(session: CDPSession): Promise<{ role: string; name: string }> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' })
  if (!result.objectId) return { role: '', name: '' }
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false })
  return { role: String(nodes[0]?.role?.value ?? ''), name: String(nodes[0]?.name?.value ?? '') }
}

/** Elder mode, measured: text of at least 18 px, lines of 1.5, targets of 60 × 60. */
export async function expectElderSizes(page: Page): Promise<void> {
  expect(await page.evaluate(elderProblems), page.url()).toEqual([])
}
