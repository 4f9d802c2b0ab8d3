import { chromium } from 'playwright-core'; import sp from '@sparticuz/chromium'; import {mkdirSync} from 'node:fs';
process.env.TMPDIR='/tmp/res/tmp'; mkdirSync('/tmp/res/tmp',{recursive:true});
const exe=await sp.executablePath();
const [,,base,mode,width,...paths]=process.argv;
const lang=process.env.UILANG??'zh';
const b=await chromium.launch({executablePath:exe,args:['--no-sandbox','--headless=shell']});
const c=await b.newContext({viewport:{width:+width,height:+width>600?900:800},deviceScaleFactor:+width>600?1:1.5,serviceWorkers:'block'});
await c.addInitScript(([mode,lang])=>{if(!localStorage.getItem('ejia.preferences'))localStorage.setItem('ejia.preferences',JSON.stringify({mode,language:lang}))},[mode,lang]);
const p=await c.newPage(); p.on('console',m=>{if(m.type()==='error')console.log('console',m.text())}); p.on('pageerror',e=>console.log('pageerror',e.message));
for(const path of paths){ await p.goto(base+path); await p.waitForLoadState('networkidle'); await p.evaluate(()=>document.fonts.ready); await p.waitForTimeout(250);
 const name=`/tmp/res/${mode}-${width}-${lang}${path.replace(/[^a-z0-9]/gi,'_')}.png`; await p.screenshot({path:name,fullPage:true}); const over=await p.evaluate(()=>document.documentElement.scrollWidth>innerWidth); console.log(name,over?'OVERFLOW':'')}
await b.close();
import sharp from 'sharp';
const names=paths.map(path=>`/tmp/res/${mode}-${width}-${lang}${path.replace(/[^a-z0-9]/gi,'_')}.png`);
const W=+width>600?720:390; const ims=await Promise.all(names.map(n=>sharp(n).resize({width:W}).toBuffer({resolveWithObject:true})));
const H=Math.min(1900,Math.max(...ims.map(i=>i.info.height)));
await sharp({create:{width:(W+10)*ims.length,height:H,channels:3,background:'#888'}}).composite(await Promise.all(ims.map(async (i,k)=>({input:i.info.height>H?await sharp(i.data).extract({left:0,top:0,width:W,height:H}).toBuffer():i.data,left:k*(W+10),top:0})))).png().toFile('/tmp/res/a.png');
