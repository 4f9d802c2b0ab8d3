import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { codeOf } from './authenticator.ts'
import { useBrowser } from './pages.ts'
import { startServer } from './server.ts'

const browser = useBrowser()
const data = mkdtempSync(join(tmpdir(), 'ejia-first-'))
chmodSync(data, 0o755)
afterAll(() => rmSync(data, { recursive: true, force: true }))

const linkIn = (output: string) => /http:\/\/\S+\/console\/invitation\/[\w-]+/.exec(output)?.[0]

it('a first start without demo data prints a link; it makes the security administrator, who invites the others; no later start prints another', async () => {
  const settings = { EJIA_DEMO: '0', EJIA_DATA: data }
  let server = await startServer(settings)
  try {
    const lost = linkIn(server.output())
    expect(lost, server.output()).toBeDefined()
    // Whoever closed the window before reading it starts again, and the lost link is no way in.
    await server.stop()
    server = await startServer(settings)
    const link = linkIn(server.output())
    expect(link, server.output()).toBeDefined()
    expect((await fetch(lost!.replace(/^.*\/console\/invitation/, `${server.base}/api/invitations`))).status).toBeGreaterThanOrEqual(400)
    expect(await (await fetch(`${server.base}/api/demo/roles`)).json()).toMatchObject({ roles: [] })
    expect((await signInAsCard(server.base)).status).toBeGreaterThanOrEqual(400)
    const page = await (await browser.visit('desktop')).open(link!)
    await page.getByRole('img', { name: '验证器的二维码' }).waitFor()
    const secret = (await page.locator('.totp-key').textContent()) ?? ''
    await page.getByRole('textbox', { name: '登录名' }).fill('first-admin')
    await page.getByLabel('新密码').fill('河边散步的下午 blue lamp')
    await page.getByRole('textbox', { name: '六位验证码' }).fill(codeOf(secret))
    await page.getByRole('button', { name: '完成并进入' }).click()
    await page.waitForURL(/\/console\/(?!invitation)/)
    await page.goto(`${server.base}/console/people`)
    await page.getByRole('button', { name: '邀请一个人' }).waitFor()
    await page.goto(link!)
    await page.getByText('这个链接已经用过或过期了').waitFor()
    await server.stop()
    server = await startServer(settings)
    expect(linkIn(server.output())).toBeUndefined()
  } finally {
    await server.stop()
  }
})

function signInAsCard(base: string): Promise<Response> {
  return fetch(`${base}/api/demo/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"role":"securityAdmin"}' })
}
