import type { ThemeConfig } from 'antd'

const fontFamily = `-apple-system, BlinkMacSystemFont, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans SC Variable', sans-serif`

const colours = {
  colorPrimary: '#0e6354',
  colorInfo: '#0e6354',
  colorLink: '#0e6354',
  colorLinkHover: '#0a4d41',
  colorSuccess: '#24602b',
  colorWarning: '#8a5100',
  colorError: '#a8201a',
  colorText: '#2a2521',
  colorTextSecondary: 'rgba(0,0,0,.7)',
  colorTextTertiary: 'rgba(0,0,0,.65)',
  colorTextDescription: 'rgba(0,0,0,.65)',
  colorTextPlaceholder: 'rgba(0,0,0,.6)',
  colorTextQuaternary: 'rgba(0,0,0,.6)',
  colorTextDisabled: 'rgba(0,0,0,.6)',
  colorBgLayout: '#f6f4ef',
  colorBorder: '#8b857b',
}

/** One calm accent; red is for overdue and danger only. The large mode is a design of its own: text 18, targets 60. */
export function themeOf(large: boolean): ThemeConfig {
  return {
    token: {
      ...colours,
      fontFamily,
      borderRadius: 8,
      motion: false,
      fontSize: large ? 18 : 15,
      lineHeight: large ? 1.7 : 1.6,
      lineHeightLG: 1.6,
      lineHeightSM: 1.6,
      controlHeight: large ? 60 : 44,
      controlHeightSM: large ? 60 : 36,
      controlHeightLG: large ? 64 : 48,
    },
    components: { Form: { itemMarginBottom: large ? 28 : 20 } },
  }
}
