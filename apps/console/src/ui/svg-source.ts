/** An SVG as the source of an image draws, and runs nothing. */
export const svgSource = (svg: string) => (svg.startsWith('data:') ? svg : `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
