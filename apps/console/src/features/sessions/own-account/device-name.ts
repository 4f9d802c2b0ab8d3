/** Later ones also name earlier ones: Edge says Chrome, Chrome says Safari. */
const programs = ['MicroMessenger', 'DingTalk', 'Edg', 'Firefox', 'HeadlessChrome', 'Chrome', 'Safari'] as const
const systems = ['HarmonyOS', 'Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const
const said: Record<string, string> = { MicroMessenger: 'WeChat', Edg: 'Edge', HeadlessChrome: 'Chrome', 'Mac OS': 'Mac' }

/** “Chrome · Windows” out of a browser's long name; what is not known stays as it came. */
export function deviceName(device: string): string {
  const found = [programs.find((name) => device.includes(name)), systems.find((name) => device.includes(name))]
  const words = found.filter((name) => name !== undefined).map((name) => said[name] ?? name)
  return words.length > 0 ? words.join(' · ') : device.slice(0, 60)
}
