/** A machine without any Chinese font draws boxes; a Chinese glyph is exactly one em wide. Phones download nothing. */
function drawsChinese(): boolean {
  const brush = document.createElement('canvas').getContext('2d')
  if (!brush) return true
  brush.font = '100px sans-serif'
  return ['永', '网', '诉'].every((glyph) => Math.abs(brush.measureText(glyph).width - 100) < 1)
}

export function ensureChineseFont(): void {
  if (drawsChinese()) return
  // Without network the page is readable only in part; it asks again when the network is back.
  import('./chinese-font.ts').catch(() => window.addEventListener('online', ensureChineseFont, { once: true }))
}
