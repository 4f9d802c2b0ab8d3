import QRCode from 'qrcode'

/**
 * An address as SVG. One byte segment and one mask pattern: trying all eight masks and mixing modes makes the code at
 * best one module smaller and costs ten times as much.
 */
export function drawQrCode(address: string): Promise<string> {
  return QRCode.toString([{ data: Buffer.from(address), mode: 'byte' }], { type: 'svg', margin: 1, errorCorrectionLevel: 'M', maskPattern: 2 })
}
