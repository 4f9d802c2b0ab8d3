import { chromium } from 'playwright-core'; import sp from '@sparticuz/chromium'; import {mkdirSync,writeFileSync} from 'node:fs'; import sharp from 'sharp';
process.env.TMPDIR='/tmp/res/tmp';
const base=process.argv[2]; const mode=process.argv[3]??'normal';
const b=await chromium.launch({executablePath:await sp.executablePath(),args:['--no-sandbox','--headless=shell']});
const c=await b.newContext({viewport:{width:390,height:800}});
await c.addInitScript(m=>{if(!localStorage.getItem('ejia.preferences'))localStorage.setItem('ejia.preferences',JSON.stringify({mode:m,language:'zh'}))},mode);
const p=await c.newPage(); p.on('console',m=>{if(m.type()==='error')console.log('console',m.text())}); p.on('pageerror',e=>console.log('pageerror',e.message));
let n=0; const shots=[]; const shot=async()=>{await p.waitForTimeout(400);const f=`/tmp/res/f${n++}.png`;await p.screenshot({path:f,fullPage:true});shots.push(f)};
await sharp({create:{width:3000,height:2000,channels:3,background:'#c84'}}).jpeg().toFile('/tmp/res/photo.jpg');
await p.goto(base+'/b/abcdef12'); await p.getByRole('button',{name:'在这里报告问题'}).click();
await p.getByRole('button',{name:'邻里之间'}).click(); await p.getByRole('button',{name:'噪音'}).click(); await shot();
await p.getByRole('button',{name:'下一步'}).click(); await p.waitForTimeout(300);
console.log('focused', await p.evaluate(()=>document.activeElement.tagName));
await p.keyboard.type('楼上装修，晚上十点还在敲。');
if(mode==='elder'){await shot();await p.getByRole('button',{name:'下一步'}).click();}
await p.locator('input[type=file]').setInputFiles(['/tmp/res/photo.jpg','/tmp/res/mock.mjs'].slice(0,1)); await p.waitForTimeout(500); await shot();
if(mode==='elder'){await p.getByRole('link',{name:'下一步'}).click(); await shot();}
await p.waitForTimeout(1500); // sw installs
await c.setOffline(true);
await p.getByRole('button',{name:'提交'}).click(); await p.waitForTimeout(800); await shot();
await p.reload(); await p.waitForTimeout(800); await shot();
await p.getByRole('link',{name:'e家'}).click(); await p.waitForTimeout(600); await shot();
await c.setOffline(false); await p.waitForTimeout(1500); await shot();
await p.getByRole('link',{name:'查看'}).click(); await p.waitForTimeout(500); await shot();
await p.goto(base+'/my'); await p.waitForTimeout(900); await shot();
await p.goto(base+'/report/place'); await shot();
await b.close();
const ims=await Promise.all(shots.map(s=>sharp(s).resize({width:390}).toBuffer({resolveWithObject:true})));
const H=Math.min(1700,Math.max(...ims.map(i=>i.info.height)));
await sharp({create:{width:400*ims.length,height:H,channels:3,background:'#888'}}).composite(await Promise.all(ims.map(async(i,k)=>({input:i.info.height>H?await sharp(i.data).extract({left:0,top:0,width:390,height:H}).toBuffer():i.data,left:k*400,top:0})))).png().toFile('/tmp/res/a.png');
