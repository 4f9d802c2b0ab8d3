/** What Excel, WPS and LibreOffice take for a formula when a text is typed, or opened from a CSV file saved again; full-width signs too. */
const formulaStart = /^[\s\u00a0\u3000\ufeff]*[=＝@＠+＋\-－]/u
/** -5, +86 138 0013 8000, －: what people write that computes nothing. */
const harmless = /^[\s\u3000]*[+＋\-－]?[\s()（）\d０-９.,，:：/%-]*$/u
const leadingControls = /^[\t\r\n]+/u

/** Text that stays text wherever the file travels: a leading apostrophe where it could become a formula. Our own reader takes it off again. */
export function neutralText(text: string): string {
  const start = text.replace(leadingControls, '')
  return formulaStart.test(start) && !harmless.test(start) ? `'${start}` : start
}

// eslint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

/** For XML text and attributes. Office decodes _x000D_, so a text that looks like it is written as its own escape. */
export function escapeXml(text: string): string {
  const plain = /[&<>"\r_]|[^\u0020-\ud7ff]/u.test(text)
  if (!plain) return text
  return text
    .toWellFormed()
    .replace(notXml, '')
    .replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_')
}
