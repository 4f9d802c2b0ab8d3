/**
 * An address as SVG. One byte segment and one mask pattern: trying all eight masks and mixing modes makes the code at
 * best one module smaller and costs ten times as much.
 */
export async function drawQrCode(address: string): Promise<string> {
  const { default: QRCode } = await import('qrcode')
  return QRCode.toString([{ data: Buffer.from(address), mode: 'byte' }], { type: 'svg', margin: 1, errorCorrectionLevel: 'M', maskPattern: 2 })
}
