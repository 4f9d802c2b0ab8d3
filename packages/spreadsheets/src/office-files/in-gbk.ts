import iconv from 'iconv-lite'

/** As a Chinese Excel writes a .csv. */
export const inGbk = (text: string): Buffer => iconv.encode(text, 'gbk')
