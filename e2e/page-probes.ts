/** Functions that run inside the page: each is sent as text, so it uses nothing from outside itself. */

/** Marks every stop a keyboard user must reach; returns their paths. Of a radio group one is enough: arrows do the rest. */
export function countStops(): string[] {
  const candidates = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex],[contenteditable=true],audio[controls],video[controls]',
    ),
  ]
  const groups = new Set<string>()
  const stops = candidates.filter((element) => {
    if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]')) return false
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false
    if (element instanceof HTMLInputElement && element.type === 'radio' && element.name) {
      const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
        ({ name, form }) => name === element.name && form === element.form,
      )
      const chosen = group.find(({ checked }) => checked)
      if (chosen && chosen !== element) return false
      if (!chosen && groups.has(element.name)) return false
      groups.add(element.name)
    }
    return true
  })
  for (const old of document.querySelectorAll('[data-stop],[data-reached]')) {
    old.removeAttribute('data-stop')
    old.removeAttribute('data-reached')
  }
  return stops.map((element) => {
    const path = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} ${element.outerHTML.slice(0, 120)}`
    element.dataset['stop'] = path
    return path
  })
}

/** Where the focus is and whether it can be seen: something near the element looks different once it is gone. */
export function focusShows(): { path: string; visible: boolean; seen: boolean } | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement || element instanceof SVGElement) || element === document.body) return null
  const around: Element[] = [element, ...element.querySelectorAll('*')].slice(0, 12)
  for (let above = element.parentElement, steps = 0; above && steps < 4; above = above.parentElement, steps++)
    around.push(above, ...[...above.children].slice(0, 8))
  const look = () =>
    around
      .flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)))
      .map((style) =>
        [
          style.outlineStyle,
          style.outlineWidth,
          style.outlineColor,
          style.boxShadow,
          style.borderColor,
          style.backgroundColor,
          style.textDecorationLine,
          style.color,
          style.opacity,
        ].join(),
      )
      .join('\n')
  const path = element.getAttribute('data-stop') ?? element.outerHTML.slice(0, 120)
  // A date field takes several presses: its year, month and day. Looked at once, then left alone to go on.
  if (element.hasAttribute('data-reached')) return { path, visible: true, seen: true }
  const focused = look()
  element.setAttribute('data-reached', '')
  if (element instanceof HTMLInputElement && element.type === 'radio')
    for (const radio of document.querySelectorAll<HTMLInputElement>('input[type=radio]'))
      if (radio.name === element.name) radio.setAttribute('data-reached', '')
  element.blur()
  const visible = look() !== focused
  element.focus({ preventScroll: true })
  return { path, visible, seen: false }
}

/** Things that look clickable yet take no focus; a roving composite (tabs, menus, trees) moves inside by arrows. */
export function clickableWithoutFocus(): string[] {
  const focusable = 'a[href],button,input,select,textarea,summary,[tabindex],label'
  const composite = '[role=tablist],[role=menu],[role=menubar],[role=listbox],[role=radiogroup],[role=tree],[role=grid],[aria-hidden=true]'
  return [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((element) => {
      const own = getComputedStyle(element).cursor === 'pointer'
      const inherited = element.parentElement !== null && getComputedStyle(element.parentElement).cursor === 'pointer'
      return own && !inherited && element.checkVisibility({ visibilityProperty: true })
    })
    .filter((element) => !element.closest(focusable) && !element.querySelector(focusable) && !element.closest(composite))
    .map((element) => element.outerHTML.slice(0, 160))
}

/** Elder mode as computed: body text ≥ 18 px, lines ≥ 1.5, targets ≥ 60 × 60 px. Links within a sentence keep the line's height. */
export function elderProblems(): string[] {
  const problems: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const text = walker.currentNode.textContent?.trim() ?? ''
    if (!element || text === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest('script,style,noscript'))
      continue
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const style = getComputedStyle(element)
    const size = Number.parseFloat(style.fontSize)
    const line = Number.parseFloat(style.lineHeight)
    if (size < 18) problems.push(`${size} px: ${text.slice(0, 30)}`)
    if (Number.isFinite(line) && line / size < 1.49) problems.push(`lines of ${(line / size).toFixed(2)}: ${text.slice(0, 30)}`)
  }
  for (const element of document.querySelectorAll<HTMLElement>('a[href],button,input:not([type=hidden]),select,textarea,summary')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.matches(':disabled')) continue
    const inSentence =
      element.tagName === 'A' && getComputedStyle(element).display === 'inline' && element.parentElement?.textContent?.trim() !== element.textContent?.trim()
    const target = element.matches('input[type=radio],input[type=checkbox],input[type=file]') ? (element.closest('label') ?? element) : element
    const box = target.getBoundingClientRect()
    if (inSentence || box.width < 2 || box.height < 2) continue
    if (box.width < 59.5 || box.height < 59.5)
      problems.push(`target of ${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 100)}`)
  }
  return problems
}
